import { Columns3, LayoutGrid, ListTree } from 'lucide-react'
import { Button, IconButton } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import type { Tidy } from '../line/use-tidy.ts'
import { designerMessages } from '../messages.ts'
import { GroupsMenu } from './groups-menu.tsx'

interface BoardToolsProps {
  readonly outline: boolean
  readonly onOutline: () => void
  readonly hasLanes: boolean
  readonly switchLanes: () => void
  readonly editable: boolean
  readonly onTidy: () => void
}

/** The buttons over the board, next to those for zooming. */
export function BoardTools({ outline, onOutline, hasLanes, switchLanes, editable, onTidy }: BoardToolsProps) {
  const t = useMessages(designerMessages)
  return (
    <>
      <IconButton label={t('outlineSwitch')} aria-pressed={outline} onPress={onOutline}>
        <ListTree size={16} aria-hidden />
      </IconButton>
      <IconButton label={t('lanesSwitch')} aria-pressed={hasLanes} onPress={switchLanes}>
        <Columns3 size={16} aria-hidden />
      </IconButton>
      <GroupsMenu />
      {editable ? (
        <IconButton label={t('arrange')} command="designer.tidy" onPress={onTidy}>
          <LayoutGrid size={16} aria-hidden />
        </IconButton>
      ) : null}
    </>
  )
}

/** Asks whether to keep the tidied-up layout that the board previews. */
export function TidyQuestion({ tidy }: { readonly tidy: Tidy }) {
  const t = useMessages(designerMessages)
  return (
    <div
      className="lw-tidy"
      role="group"
      aria-label={t('tidyPreview')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        tidy.end(false)
      }}
    >
      <span>{t('tidyPreview')}</span>
      <Button onPress={() => tidy.end(false)}>{t('tidyKeep')}</Button>
      <Button kind="primary" autoFocus onPress={() => tidy.end(true)}>
        {t('tidyApply')}
      </Button>
    </div>
  )
}
