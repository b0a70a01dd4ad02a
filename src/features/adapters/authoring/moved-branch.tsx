import type { ChangedFiles } from '#contract/authoring.ts'
import { Button } from '#ui/button.tsx'
import { DiffView } from '#ui/diff/diff-view.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { authoringMessages } from './authoring-messages.ts'

interface Props {
  readonly branch: string
  /** The files as they are on the branch now. */
  readonly theirs: Readonly<Record<string, string>>
  readonly yours: ChangedFiles
  readonly onGoOn: () => void
}

/** Somebody else has committed since the draft began: shows both sides before the draft goes on. */
export function MovedBranch({ branch, theirs, yours, onGoOn }: Props) {
  const t = useMessages(authoringMessages)
  return (
    <section className="lw-authoring-note" aria-label={t('yours')}>
      <p>{t('moved', { branch })}</p>
      <Button onPress={onGoOn}>{t('goOn')}</Button>
      {Object.entries(yours).map(([name, text]) => (
        <DiffView
          key={name}
          label={name}
          before={theirs[name] ?? ''}
          after={text ?? ''}
          beforeTitle={`${name} · ${t('onBranch')}`}
          afterTitle={t('yours')}
          sideBySide={false}
        />
      ))}
    </section>
  )
}
