import { Group } from 'lucide-react'
import { Badge } from '#ui/marks.tsx'
import { IconButton } from '#ui/button.tsx'
import { shownKeys } from '#ui/commands/keys.ts'
import { useKeysOf } from '#ui/commands/use-commands.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Popover } from '#ui/overlays/popover.tsx'
import { Switch } from '#ui/fields/switch.tsx'
import { Button } from '#ui/button.tsx'
import { useDesigner, useDrawn } from '../designer-context.tsx'
import { designerMessages } from '../messages.ts'
import { laneTitle } from './picture.tsx'

// Environments come before applications, of which there may be hundreds.
const kinds = ['own', 'environment', 'application'] as const

/** Folds stages into one card each: people's own groups, environments or applications. */
export function GroupsMenu() {
  const t = useMessages(designerMessages)
  const { folded, setFolded } = useDesigner()
  const drawn = useDrawn()
  const keys = useKeysOf('designer.groupStages')
  const groups = drawn?.drawing.groups ?? []
  const count = groups.filter((group) => folded.has(group.id)).length
  return (
    <Popover
      label={t('groups')}
      placement="top end"
      trigger={
        <IconButton label={count === 0 ? t('groups') : t('groupsFolded', { count })}>
          <Group size={16} aria-hidden />
        </IconButton>
      }
    >
      <div className="lw-groups">
        {kinds.map((kind) => {
          const own = groups.filter((group) => group.id.startsWith(`${kind}:`))
          if (own.length === 0) return null
          const ids = own.map((group) => group.id)
          const isAll = ids.every((id) => folded.has(id))
          return (
            <section key={kind}>
              <h3 className="lw-label">
                {t(`groups-${kind}`)} <Badge>{own.length}</Badge>
              </h3>
              <Button kind="quiet" onPress={() => setFolded(ids, !isAll)}>
                {isAll ? t('unfoldAll') : t('foldAll')}
              </Button>
              <ul>
                {own.slice(0, mostListed).map((group) => (
                  <li key={group.id}>
                    <Switch isSelected={folded.has(group.id)} onChange={(isFolded) => setFolded([group.id], isFolded)}>
                      {t('groupOf', {
                        name: kind === 'environment' ? laneTitle(group.title, t) : group.title,
                        count: group.stages.length,
                      })}
                    </Switch>
                  </li>
                ))}
              </ul>
            </section>
          )
        })}
        {groups.length === 0 ? (
          <p className="lw-muted">{t('noGroups', { keys: keys === undefined ? '' : shownKeys(keys) })}</p>
        ) : null}
      </div>
    </Popover>
  )
}

// With more applications than this the menu only folds all at once; each card can unfold itself.
const mostListed = 30
