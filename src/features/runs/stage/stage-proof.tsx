import { Equal, TriangleAlert } from 'lucide-react'
import type { Run, StageRun } from '#domain/run/state.ts'
import { useKeptWords } from '#parts/use-kept-words.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Digest } from '#ui/text/values.tsx'
import { runMessages } from '../messages.ts'

/** Proves by digest that this attempt ran with the same inputs as the first, and says what a digest cannot cover. */
export function StageProof({
  run,
  stage,
  notProven,
}: {
  readonly run: Run
  readonly stage: StageRun
  readonly notProven: readonly string[]
}) {
  const t = useMessages(runMessages)
  const keptWords = useKeptWords()
  const earlier = run.attempts.find((entry) => entry.attempt < run.attempt && entry.digests[stage.stage] !== undefined)
  const before = earlier?.digests[stage.stage]
  if (earlier === undefined || before === undefined || stage.digest === undefined) return null
  const isSame = before === stage.digest
  return (
    <div className="lw-proof" data-same={isSame}>
      <p>
        {isSame ? <Equal size={16} aria-hidden /> : <TriangleAlert size={16} aria-hidden />}
        <strong className="lw-grow">{t(isSame ? 'identical' : 'different', { number: earlier.attempt })}</strong>
        <Digest digest={stage.digest} />
      </p>
      {isSame ? <p>{t('identicalHelp')}</p> : null}
      {notProven.length === 0 ? null : (
        <div className="lw-muted">
          {t('notProven')}
          <ul>
            {notProven.map((what) => (
              <li key={what}>{keptWords(what)}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
