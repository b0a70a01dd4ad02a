import { GitBranch, PanelsTopLeft, Server } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { type CSSProperties, Fragment } from 'react'
import type { DeploymentStatus } from '#contract/deployments.ts'
import type { Application, Environment, Repository } from '#domain/project.ts'
import type { Outline } from '#contract/outline.ts'
import { hueOf, inOrder } from '#client/environments.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { commitsOptions } from '#client/queries/commits.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { RelativeTime, shortDigest } from '#ui/text/values.tsx'
import { DeploymentCell } from './deployment-cell.tsx'
import { GateMark } from './gate-mark.tsx'
import { gateAt, useWaitingGates } from './home-data.ts'
import { homeMessages } from './messages.ts'
import './home-board.css'

export interface HomeBoardProps {
  readonly project: string
  readonly outline: Outline
  readonly statuses: readonly DeploymentStatus[]
}

/** Each application is a row through its environments. A gate spans the rows that it holds. */
export function HomeBoard({ project, outline, statuses }: HomeBoardProps) {
  const t = useMessages(homeMessages)
  const environments = inOrder(outline.environments)
  const waiting = useWaitingGates(project)
  const defined = outline.lines.flatMap((line) => line.gates)
  const rows = outline.applications.length
  const hasGate = (environment: string) => [...waiting, ...defined].some((gate) => gate.environment === environment)
  const lanes = environments.map(({ name }) => `${hasGate(name) ? '60px' : '34px'} minmax(0, 1fr)`)
  const style: CSSProperties = {
    minWidth: 260 + 250 * environments.length,
    gridTemplateColumns: `minmax(96px, 148px) minmax(140px, 184px) ${lanes.join(' ')}`,
    gridTemplateRows: `auto repeat(${String(rows)}, minmax(0, 1fr))`,
  }
  return (
    <div className="lw-board-scroll">
      <section className="lw-home-board" style={style} aria-label={t('board')}>
        <Lane column={2} name="main" hue="build" fact={t('latestCommit')} rows={rows} />
        {environments.map((environment, index) => {
          const inHere = statuses.filter((status) => status.environment === environment.name)
          const gate = defined.find((candidate) => candidate.environment === environment.name)
          const running = inHere.filter((status) => status.running !== undefined).length
          const isElsewhere = inHere.some((status) => status.running?.isElsewhere === true)
          return (
            <Lane
              key={environment.name}
              column={2 * index + 4}
              name={environment.displayName}
              hue={hueOf(environments, environment.name)}
              fact={
                gate === undefined
                  ? t(isElsewhere ? 'deployedOf' : 'runningOf', { running, all: inHere.length })
                  : t('approvalsNeeded', { count: gate.wanted })
              }
              rows={rows}
            />
          )
        })}
        {outline.applications.map((application, index) => (
          <Track
            key={application.name}
            row={index + 2}
            project={project}
            application={application}
            outline={outline}
            statuses={statuses}
            environments={environments}
          />
        ))}
        {environments.map((environment, index) => {
          const open = waiting.filter((gate) => gate.environment === environment.name)
          const closed = defined.find((gate) => gate.environment === environment.name)
          if (open.length === 0 && closed === undefined) return null
          return (
            <div
              key={environment.name}
              className="lw-home-gate"
              style={{ gridColumn: 2 * index + 3, gridRow: `2 / span ${String(rows)}` }}
            >
              <span className="lw-home-gate-line" style={{ insetBlock: `${String(50 / rows)}%` }} aria-hidden />
              <GateMark project={project} open={open} closed={closed} />
            </div>
          )
        })}
      </section>
    </div>
  )
}

interface LaneProps {
  readonly column: number
  readonly name: string
  readonly hue: ReturnType<typeof hueOf>
  readonly fact: string
  readonly rows: number
}

function Lane({ column, name, hue, fact, rows }: LaneProps) {
  return (
    <>
      <div
        className="lw-home-lane"
        data-hue={hue}
        style={{ gridColumn: column, gridRow: `1 / span ${String(rows + 1)}` }}
        aria-hidden
      />
      <header className="lw-home-lane-head" data-hue={hue} style={{ gridColumn: column, gridRow: 1 }}>
        <h2 className="lw-ellipsis" title={name}>
          {name}
        </h2>
        <span className="lw-muted">{fact}</span>
      </header>
    </>
  )
}

interface TrackProps extends HomeBoardProps {
  readonly row: number
  readonly application: Application
  readonly environments: readonly Environment[]
}

function Track({ row, project, application, outline, statuses, environments }: TrackProps) {
  const waiting = useWaitingGates(project)
  const Icon = /static|site|web|page/i.test(application.description) ? PanelsTopLeft : Server
  return (
    <>
      <div className="lw-home-track" style={{ gridRow: row, gridColumn: `2 / -1` }} aria-hidden />
      <div className="lw-home-application" style={{ gridRow: row }}>
        <span className="lw-home-icon" aria-hidden>
          <Icon size={16} strokeWidth={1.5} />
        </span>
        <Link
          to={pathTo('applications', { project })}
          className="lw-home-name lw-ellipsis"
          dir="auto"
          title={application.displayName}
        >
          {application.displayName}
        </Link>
        <span className="lw-muted lw-home-text">{application.description}</span>
      </div>
      <div className="lw-home-cell" style={{ gridRow: row, gridColumn: 2 }}>
        <CommitCell
          project={project}
          repository={outline.repositories.find(({ name }) => name === application.qvsConfigRepository)}
        />
      </div>
      {environments.map((environment, index) => {
        const deployment = outline.deployments.find(
          (candidate) => candidate.application === application.name && candidate.environment === environment.name,
        )
        if (deployment === undefined) return null
        const status = statuses.find(
          (candidate) => candidate.application === application.name && candidate.deployment === deployment.name,
        )
        return (
          <Fragment key={environment.name}>
            {index === 0 ? (
              <span className="lw-home-station" style={{ gridRow: row, gridColumn: 4 }} aria-hidden />
            ) : null}
            <div className="lw-home-cell" style={{ gridRow: row, gridColumn: 2 * index + 4 }}>
              <DeploymentCell
                project={project}
                deployment={deployment}
                status={status}
                gate={gateAt(waiting, deployment)}
              />
            </div>
          </Fragment>
        )
      })}
    </>
  )
}

interface CommitCellProps {
  readonly project: string
  readonly repository: Repository | undefined
}

/** The newest commit; for a repository that does not answer, where the code is. */
function CommitCell({ project, repository }: CommitCellProps) {
  const t = useMessages(homeMessages)
  const { client } = usePlatform()
  const isHosted = repository?.kind === 'hosted'
  const commits = useQuery({
    ...commitsOptions(client, project, repository?.name ?? ''),
    enabled: repository !== undefined,
    // A repository elsewhere is asked over the network, so rarely and without retries.
    ...(isHosted ? {} : { staleTime: 60_000, retry: false }),
  })
  if (repository !== undefined && !isHosted && commits.data === undefined)
    return (
      <article className="lw-cell lw-cell-body">
        <span className="lw-ellipsis lw-strong">{repository.name}</span>
        <p className="lw-ellipsis lw-muted" title={repository.gitCloneUrl}>
          {t('codeAt', { host: hostOf(repository.gitCloneUrl) })}
        </p>
      </article>
    )
  const newest = commits.data?.commits[0]
  if (commits.data === undefined || newest === undefined)
    return <article className="lw-cell lw-cell-body" aria-busy={commits.isFetching} />
  if (!commits.data.hasCode)
    return (
      <article className="lw-cell lw-cell-body">
        <span className="lw-strong">{t('noCode')}</span>
        <Link to={pathTo('applications', { project })}>{t('pushCode')}</Link>
      </article>
    )
  return (
    <article className="lw-cell lw-cell-body">
      <div className="lw-row lw-spread">
        <span className="lw-mono lw-strong" title={newest.commit}>
          {shortDigest(newest.commit)}
        </span>
        <span className="lw-muted">
          <RelativeTime at={newest.at} />
        </span>
      </div>
      <p className="lw-ellipsis lw-muted" dir="auto" title={newest.message}>
        {newest.message.split('\n')[0]}
      </p>
      <div className="lw-row lw-muted">
        <GitBranch size={14} aria-hidden />
        <span className="lw-ellipsis lw-grow" title={commits.data.defaultBranch}>
          {commits.data.defaultBranch}
        </span>
        <span className="lw-ellipsis" title={newest.author}>
          {newest.author}
        </span>
      </div>
    </article>
  )
}

/** The host in an address for Git over SSH (`git@host:path`). */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url.replace(/^[^@]*@/, '').replace(/[:/].*$/, '')
}
