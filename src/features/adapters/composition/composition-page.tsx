import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Blocks } from 'lucide-react'
import { Link, useParams } from 'react-router'
import { hueOf as environmentHue } from '#client/environments.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { compositionOptions } from '#client/queries/modules.ts'
import { worldOptions } from '#client/queries/world.ts'
import { useProjectName } from '#client/use-project.ts'
import type { Composition } from '#contract/compositions.ts'
import { parseDocumentId, type Texts } from '#domain/documents.ts'
import { Breadcrumb } from '#ui/page/breadcrumb.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { AdapterProblems } from '#parts/findings/adapter-problems.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { EnvironmentChip } from '#ui/marks.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Segmented } from '#ui/fields/segmented.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { useTitle } from '#ui/page/slots.tsx'
import { Tabs } from '#ui/page/tabs.tsx'
import { compositionMessages } from './composition-messages.ts'
import { ComposedResources, ComposedWorkflow } from './composition-parts.tsx'
import { OwnerMarks } from './owner-marks.tsx'
import { useOwnChanges } from './use-own-changes.ts'
import '#ui/page/page.css'
import { useAddress } from '#ui/use-address.ts'
import './composition.css'

const published: Texts = {}

/** What the adapters of one deployment come to together, which adapter contributes what, and where they conflict. */
export function CompositionPage() {
  const t = useMessages(compositionMessages)
  const project = useProjectName()
  const params = useParams()
  const [application, deployment] = [params['application'] ?? '', params['deployment'] ?? '']
  const { client } = usePlatform()
  const [search, show] = useAddress()
  const changeSets = useOwnChanges(project)
  const changes = changeSets.find(({ subject }) => subject === search.get('changes'))
  const { data, error, isPending, refetch } = useQuery({
    ...compositionOptions(client, project, application, deployment, changes?.documents ?? published),
    placeholderData: keepPreviousData,
  })
  const world = useQuery(worldOptions(client, project))
  useTitle(`${application} ${deployment} ${t('crumb')}`)
  const crumbs = [
    { title: t('applications'), to: pathTo('applications', { project }) },
    { title: `${application} / ${deployment}`, to: pathTo('deployment', { project, application, deployment }) },
    { title: t('crumb') },
  ]
  const chosen = search.get('adapter') === null ? undefined : Number(search.get('adapter'))
  const names = (data?.adapters ?? []).map(({ name }) => name)
  const isOf = ({ owners }: { readonly owners: readonly number[] }) => chosen === undefined || owners.includes(chosen)
  const manifests = data?.manifests.filter(isOf) ?? []
  const stages = (data?.stages ?? [])
    .map((stage) => ({ ...stage, tasks: stage.tasks.filter(isOf), results: stage.results.filter(isOf) }))
    .filter(({ tasks, results }) => tasks.length + results.length > 0)
  return (
    <div className="lw-composition">
      <Breadcrumb crumbs={crumbs} />
      {error === null ? null : <ProblemPanel problem={problemOf(error)} onRetry={() => void refetch()} />}
      {isPending ? <Skeleton rows={8} /> : null}
      {data === undefined ? null : (
        <>
          <header className="lw-composition-head">
            <h1 className="lw-page-title">{t('title', { application, environment: data.environment })}</h1>
            <EnvironmentChip
              name={data.environment}
              hue={environmentHue(world.data?.world.environments ?? [], data.environment)}
            />
            {changeSets.length === 0 ? null : (
              <Segmented
                label={t('asOf')}
                selected={changes?.subject ?? ''}
                onSelect={(subject) => show({ changes: subject === '' ? undefined : subject })}
                choices={[
                  { id: '', title: t('published') },
                  ...changeSets.map(({ subject }) => ({
                    id: subject,
                    title: t('withChanges', { name: parseDocumentId(subject)?.names.at(-1) ?? subject }),
                  })),
                ]}
              />
            )}
          </header>
          {data.adapters.length === 0 ? (
            <EmptyState icon={<Blocks size={24} />} title={t('noAdapters')} text={t('noAdaptersText')} />
          ) : (
            <div className="lw-composition-body">
              <AdapterChoice
                project={project}
                composition={data}
                chosen={chosen}
                onChoose={(index) => show({ adapter: index === undefined ? undefined : String(index) })}
              />
              <div className="lw-composition-main">
                <AdapterProblems
                  project={project}
                  findings={data.findings}
                  entryTo={(line) => pathTo('qvsConfig', { project, application }, { configLine: String(line) })}
                />
                <p className="lw-muted">{t(data.isUnited ? 'united' : 'apart')}</p>
                <Tabs
                  label={t('views')}
                  selected={search.get('view') ?? 'resources'}
                  onSelect={(view) => show({ view: view === 'resources' ? undefined : view })}
                  items={[
                    {
                      id: 'resources',
                      title: t('resources'),
                      content: (
                        <ComposedResources
                          project={project}
                          scope={`${application}/${deployment}`}
                          manifests={manifests}
                          names={names}
                          chosen={search.get('manifest') ?? undefined}
                          onChoose={(manifest) => show({ manifest })}
                        />
                      ),
                    },
                    {
                      id: 'workflow',
                      title: t('workflow'),
                      content: <ComposedWorkflow stages={stages} names={names} />,
                    },
                  ]}
                />
              </div>
            </div>
          )}
        </>
      )}
    </div>
  )
}

interface AdapterChoiceProps {
  readonly project: string
  readonly composition: Composition
  /** Index of the only adapter whose parts are shown; undefined shows all. */
  readonly chosen: number | undefined
  readonly onChoose: (index: number | undefined) => void
}

/** The adapters of a deployment as toggles: pressing one shows only its parts, pressing it again shows all. */
function AdapterChoice({ project, composition, chosen, onChoose }: AdapterChoiceProps) {
  const t = useMessages(compositionMessages)
  const { adapters, manifests, stages } = composition
  const names = adapters.map(({ name }) => name)
  const tasks = stages.flatMap((stage) => stage.tasks)
  const broughtBy = (index: number, parts: readonly { readonly owners: readonly number[] }[]) => ({
    count: parts.filter(({ owners }) => owners.includes(index)).length,
  })
  return (
    <nav className="lw-composition-adapters" aria-label={t('adapters')}>
      <button type="button" aria-pressed={chosen === undefined} onClick={() => onChoose(undefined)}>
        {t('all')}
      </button>
      <ul>
        {adapters.map(({ pattern, name }, index) => (
          <li key={index}>
            <button
              type="button"
              aria-pressed={chosen === index}
              onClick={() => onChoose(chosen === index ? undefined : index)}
            >
              <OwnerMarks owners={[index]} names={names} />
              <span className="lw-composition-name">
                <strong className="lw-ellipsis">{name}</strong>
                <span className="lw-muted">
                  {[t('bringsResources', broughtBy(index, manifests)), t('bringsTasks', broughtBy(index, tasks))].join(
                    ' · ',
                  )}
                </span>
              </span>
            </button>
            <Link className="lw-composition-catalog lw-mono" to={pathTo('adapters', { project }, { adapter: pattern })}>
              {pattern}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
