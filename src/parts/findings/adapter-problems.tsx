import { shortName } from '#domain/adapters/catalog/short-name.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { moduleFileOptions } from '#client/queries/modules.ts'
import type { ConflictSide, Finding } from '#domain/problem.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { adapterProblemMessages } from './adapter-problem-messages.ts'
import { useFindingWords } from './use-finding-words.ts'
import { type ConflictGroup, conflictGroups } from './conflict-groups.ts'
import './adapter-problems.css'

interface AdapterProblemsProps {
  readonly project: string
  readonly findings: readonly Finding[]
  /** The page that opens a line of the QVS Config. */
  readonly entryTo?: (line: number) => string | undefined
}

/** Problems between adapters. Conflicts show the two values at their origins; other findings their message. */
export function AdapterProblems({ project, findings, entryTo }: AdapterProblemsProps) {
  const t = useMessages(adapterProblemMessages)
  const words = useFindingWords()
  const conflicts = findings.filter(({ sides }) => sides !== undefined)
  const others = findings.filter(({ sides, severity }) => sides === undefined && severity !== 'info')
  return (
    <>
      {conflicts.length === 0 ? null : (
        <section className="lw-conflicts" aria-label={t('conflicts')}>
          <h2>{t('conflicts')}</h2>
          {conflictGroups(conflicts).map((group, index) => (
            <Conflicts key={index} project={project} group={group} entryTo={entryTo} />
          ))}
        </section>
      )}
      {others.length === 0 ? null : (
        <section className="lw-error" aria-label={t('problems')}>
          <strong>{t('problems')}</strong>
          <ul>
            {others.map((finding, index) => (
              <li key={index}>
                {words.said(finding)}
                {words.fix(finding) === undefined ? null : <span className="lw-muted"> {words.fix(finding)}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Conflicts({
  project,
  group: { task, findings },
  entryTo,
}: {
  readonly project: string
  readonly group: ConflictGroup
  readonly entryTo: AdapterProblemsProps['entryTo']
}) {
  const t = useMessages(adapterProblemMessages)
  const each = findings.map((finding, index) => (
    <Conflict key={index} project={project} finding={finding} sides={finding.sides ?? []} entryTo={entryTo} />
  ))
  if (task === undefined) return each
  return (
    <article className="lw-conflict">
      <h3>{t('sameTask', { stage: task.stage, task: task.name, adapters: namesOf(findings[0]?.sides ?? []) })}</h3>
      <p className="lw-muted">{t('sameTaskFix')}</p>
      <details>
        <summary>{t('differing', { count: findings.length })}</summary>
        {each}
      </details>
    </article>
  )
}

interface ConflictProps {
  readonly project: string
  readonly finding: Finding
  readonly sides: readonly ConflictSide[]
  readonly entryTo: AdapterProblemsProps['entryTo']
}

function Conflict({ project, finding, sides, entryTo }: ConflictProps) {
  const t = useMessages(adapterProblemMessages)
  const isTwice = isOneOrigin(sides)
  return (
    <article className="lw-conflict">
      <h3>{t(isTwice ? 'twice' : 'conflict', { adapters: namesOf(sides), path: finding.args['path'] ?? '' })}</h3>
      <div className="lw-conflict-sides">
        {sides.map((side, index) => (
          <Side key={index} project={project} side={side} entryTo={entryTo} isAlone={!isTwice} />
        ))}
      </div>
      {isTwice ? sides.slice(0, 1).map((side) => <Origin key="" project={project} side={side} />) : null}
      <p className="lw-muted">{t(isTwice ? 'twiceFix' : 'fix')}</p>
      <details>
        <summary>{t('cueSays')}</summary>
        <p className="lw-mono lw-conflict-cue">{finding.message}</p>
      </details>
    </article>
  )
}

function Side({
  project,
  side,
  entryTo,
  isAlone,
}: {
  readonly project: string
  readonly side: ConflictSide
  readonly entryTo: AdapterProblemsProps['entryTo']
  /** Whether no other side is at the same place, so that the place is shown here. */
  readonly isAlone: boolean
}) {
  const t = useMessages(adapterProblemMessages)
  const { adapter, via, value } = side
  return (
    <section className="lw-conflict-side" aria-label={t('says', { adapter: shortName(adapter) })}>
      <h4 title={adapter}>{t('says', { adapter: chainOf(via, adapter) })}</h4>
      <p className="lw-mono lw-conflict-value">{value}</p>
      <Entry entry={side.entry} entryTo={entryTo} />
      {isAlone ? <Origin project={project} side={side} /> : null}
    </section>
  )
}

/** The entry of the QVS Config that leads to a value. */
function Entry({
  entry,
  entryTo,
}: {
  readonly entry: ConflictSide['entry']
  readonly entryTo: AdapterProblemsProps['entryTo']
}) {
  const t = useMessages(adapterProblemMessages)
  if (entry?.line === undefined) return null
  const [, name] = /arams\.(.+)$/.exec(entry.path ?? '') ?? []
  const text = name === undefined ? t('entry', { line: entry.line }) : t('entryValue', { line: entry.line, name })
  const to = entryTo?.(entry.line)
  return <p>{to === undefined ? text : <Link to={to}>{text}</Link>}</p>
}

function Origin({ project, side: { place } }: { readonly project: string; readonly side: ConflictSide }) {
  const { document, line } = place
  if (document === undefined || line === undefined) return null
  return <Excerpt project={project} document={document} line={line} />
}

/** Conflicting values with links to their places, for lists too small to show sources. */
export function ConflictPlaces({
  project,
  sides,
}: {
  readonly project: string
  readonly sides: readonly ConflictSide[]
}) {
  const t = useMessages(adapterProblemMessages)
  return (
    <ul className="lw-conflict-places">
      {sides.map(({ adapter, via, value, place: { document, line } }, index) => (
        <li key={index}>
          <span title={adapter}>{t('says', { adapter: chainOf(via, adapter) })}</span> <code>{value}</code>{' '}
          {document === undefined || line === undefined ? null : (
            <SourcePlace project={project} document={document} line={line} />
          )}
        </li>
      ))}
    </ul>
  )
}

/** A place in a module's source, as a link if the project has the module. */
function SourcePlace({ project, document, line }: SourcePlaceProps) {
  const { client } = usePlatform()
  const { data } = useQuery(moduleFileOptions(client, project, document))
  const place = `${document}:${String(line)}`
  if (data === undefined) return <span className="lw-mono">{place}</span>
  return (
    <Link className="lw-mono" to={pathTo('adapters', { project }, { source: document, line: String(line) })}>
      {place}
    </Link>
  )
}

interface SourcePlaceProps {
  readonly project: string
  readonly document: string
  readonly line: number
}

/** A place in a module's source, with its lines if the project has the module. */
function Excerpt({ project, document, line }: SourcePlaceProps) {
  const { client } = usePlatform()
  const { data } = useQuery(moduleFileOptions(client, project, document))
  const place = `${document}:${String(line)}`
  const link = <SourcePlace project={project} document={document} line={line} />
  if (data === undefined) return link
  const from = Math.max(0, line - 2)
  const rows = withoutMargin(data.text.split('\n').slice(from, line + 1))
  return (
    <>
      {link}
      <pre className="lw-conflict-source" tabIndex={0} aria-label={place}>
        {rows.map((row, index) => (
          <span key={index} className={from + index + 1 === line ? 'lw-code-highlight' : undefined}>
            {`${String(from + index + 1).padStart(4)}  ${row}\n`}
          </span>
        ))}
      </pre>
    </>
  )
}

/** Removes common indentation, which would push the lines out of a narrow panel. */
function withoutMargin(rows: readonly string[]): readonly string[] {
  const margins = rows.filter((row) => row.trim() !== '').map((row) => row.length - row.trimStart().length)
  return rows.map((row) => row.slice(Math.min(...margins)))
}

/**
 * Whether all sides come from one line of one adapter, which means that it is used several times with different
 * parameters.
 */
function isOneOrigin(sides: readonly ConflictSide[]): boolean {
  const origins = sides.map(({ adapter, via, place }) => JSON.stringify([via, adapter, place.document, place.line]))
  return sides.length > 1 && new Set(origins).size === 1
}

/** The conflicting adapters, or those that compose the one from which all sides come. */
function namesOf(sides: readonly ConflictSide[]): string {
  const adapters = new Set(sides.map(({ adapter }) => adapter))
  const names =
    adapters.size > 1 ? adapters : new Set(sides.map(({ adapter, via: [outermost = adapter] }) => outermost))
  return [...names].map(shortName).join(', ')
}

/** An adapter after those that compose it, outermost first. */
function chainOf(via: readonly string[], adapter: string): string {
  return [...via, adapter].map(shortName).join(' → ')
}
