import { useQuery } from '@tanstack/react-query'
import { useRights } from '#client/access.ts'
import { myGates } from '#client/my-gates.ts'
import { pathTo } from '#client/paths.ts'
import { usePerson, usePlatform } from '#client/platform.ts'
import { gatesOptions } from '#client/queries/gates.ts'
import { outlineOptions } from '#client/queries/outline.ts'
import { valuesToFillOptions } from '#client/queries/values-to-fill.ts'
import { useNow } from '#ui/clock.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { Badge } from '#ui/marks.tsx'
import { StateShape } from '#ui/state-mark.tsx'
import { RelativeTime } from '#ui/text/values.tsx'
import { homeMessages } from './messages.ts'
import { ValuesToFill } from './values-to-fill.tsx'

/** What this person can act on: gates to vote at, proposals to merge, values to fill. */
export function WaitsForYou({ project }: { readonly project: string }) {
  const t = useMessages(homeMessages)
  const format = useFormat()
  const now = useNow()
  const { client } = usePlatform()
  const person = usePerson()
  const gates = useQuery(gatesOptions(client, project))
  const mine = myGates(gates.data?.gates ?? [], person)
  const proposals = gates.data?.proposals ?? []
  const outline = useQuery(outlineOptions(client, project))
  const mayFill = useRights(project).may('parameters.edit')
  const places = useQuery({ ...valuesToFillOptions(client, project), enabled: mayFill }).data?.places ?? []
  const count = mine.length + proposals.length + places.length
  return (
    <section className="lw-home-section">
      <header>
        <h2>{t('forYou')}</h2>
        {count > 0 ? <Badge tone="amber">{count}</Badge> : null}
      </header>
      {gates.isSuccess && count === 0 ? <p className="lw-muted">{t('nothingForYou')}</p> : null}
      {mine.map((view, index) => {
        const missing = Math.max(1, view.definition.requiredApprovals - view.approvals)
        const about = view.note === '' ? t('runOfLine', { run: view.number, line: view.line }) : view.note
        const note = t('sentence', { text: about })
        return (
          <article key={`${view.run} ${view.gate.gate}`} className="lw-wait">
            <div className="lw-row">
              <StateShape state="needsApproval" />
              <h3 className="lw-ellipsis lw-grow">{view.definition.title ?? view.definition.name}</h3>
              <span className="lw-muted">
                {view.gate.openedAt === undefined ? null : <RelativeTime at={view.gate.openedAt} />}
              </span>
            </div>
            <p>{t('votesMissing', { note, count: missing })}</p>
            {view.closesAt === undefined ? null : (
              <p>
                {t(view.definition.onTimeout === 'approve' ? 'passesIn' : 'rejectsIn', {
                  time: format.duration(Math.max(0, Date.parse(view.closesAt) - now)),
                })}
              </p>
            )}
            <div className="lw-row">
              <LinkButton
                kind={index === 0 ? 'primary' : 'plain'}
                to={pathTo('gate', { project, run: view.run, gate: view.gate.gate })}
              >
                {t('review')}
              </LinkButton>
              <LinkButton kind="quiet" to={pathTo('run', { project, run: view.run })}>
                {t('openRun', { run: view.number })}
              </LinkButton>
            </div>
          </article>
        )
      })}
      {proposals.map(({ id, message, author, at }) => (
        <article key={id} className="lw-wait">
          <div className="lw-row">
            <StateShape state="waiting" />
            <h3 className="lw-ellipsis lw-grow" dir="auto">
              {message}
            </h3>
            <span className="lw-muted">
              <RelativeTime at={at} />
            </span>
          </div>
          <p>{t('proposalWaits', { person: author.name })}</p>
          <div className="lw-row">
            <LinkButton to={pathTo('proposal', { project, proposal: id })}>{t('reviewProposal')}</LinkButton>
          </div>
        </article>
      ))}
      {places.length === 0 ? null : (
        <ValuesToFill project={project} environments={outline.data?.environments ?? []} places={places} />
      )}
    </section>
  )
}
