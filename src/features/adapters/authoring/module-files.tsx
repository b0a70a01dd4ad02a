import type { ChangedFiles } from '#contract/authoring.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Badge } from '#ui/marks.tsx'
import { authoringMessages } from './authoring-messages.ts'

interface Props {
  readonly names: readonly string[]
  readonly selected: string
  readonly changed: ChangedFiles
  readonly onOpen: (name: string) => void
}

/** The files of a module; those that the draft changes carry a mark. */
export function ModuleFiles({ names, selected, changed, onOpen }: Props) {
  const t = useMessages(authoringMessages)
  return (
    <ul className="lw-authoring-files" aria-label={t('files')}>
      {names.map((name) => (
        <li key={name}>
          <button type="button" aria-pressed={name === selected} onClick={() => onOpen(name)}>
            <span className="lw-mono lw-ellipsis lw-grow lw-authoring-path" title={name}>
              <bdi>{name}</bdi>
            </span>
            {changed[name] === undefined ? null : <Badge tone="amber">{t('changed')}</Badge>}
          </button>
        </li>
      ))}
    </ul>
  )
}
