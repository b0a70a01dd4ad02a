import { KeyRound, SlidersHorizontal } from 'lucide-react'
import { pathTo } from '#client/paths.ts'
import { usePublishedSheet } from '#client/queries/use-sheet.ts'
import { useProjectName } from '#client/use-project.ts'
import type { World } from '#domain/line/world.ts'
import { reachedArguments } from '#domain/parameters/reach.ts'
import type { Layer, ResolvedParameter } from '#domain/parameters/resolved.ts'
import type { Scope } from '#domain/parameters/scope.ts'
import type { Sheet } from '#domain/parameters/sheet.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import type { Deployment } from '#domain/project.ts'
import { ChainPopover } from '#parts/values/chain-popover.tsx'
import { layerWord } from '#parts/values/layer-words.ts'
import { valueMessages } from '#parts/values/value-messages.ts'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Badge } from '#ui/marks.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { type Column, Table } from '#ui/tables/table.tsx'
import { projectMessages } from './messages.ts'
import '#ui/page/page.css'

interface ValueRow {
  readonly parameter: ResolvedParameter
  readonly layer: Layer | undefined
  readonly pipelines: readonly string[]
}

interface DeploymentValuesProps {
  readonly deployment: Deployment
  readonly world: World
}

/** Every value of the deployment with its chain; missing ones first, plain defaults last. */
export function DeploymentValues({ deployment, world }: DeploymentValuesProps) {
  const t = useMessages(projectMessages)
  const words = useMessages(valueMessages)
  const project = useProjectName()
  const sheet = usePublishedSheet(project, world)?.sheet
  const edit = (
    <LinkButton
      to={pathTo('parameters', { project }, { view: 'form', scope: `${deployment.application}/${deployment.name}` })}
      icon={<SlidersHorizontal size={14} aria-hidden />}
    >
      {t('allValues')}
    </LinkButton>
  )
  if (sheet === undefined) return <Skeleton rows={8} />
  const rows = valueRows(sheet, deployment)
  const columns: readonly Column<ValueRow>[] = [
    {
      id: 'name',
      title: t('parameter'),
      isRowHeader: true,
      width: '260px',
      render: ({ parameter }) => <span className="lw-mono">{parameter.name}</span>,
    },
    {
      id: 'value',
      title: t('value'),
      grows: true,
      wraps: true,
      render: ({ parameter }) => <Value parameter={parameter} />,
    },
    {
      id: 'from',
      title: t('valueFrom'),
      width: '180px',
      render: ({ layer }) => (layer === undefined ? '' : layerWord(words, layer)),
    },
    {
      id: 'chain',
      title: t('valueChain'),
      width: '72px',
      render: ({ parameter, pipelines }) => (
        <ChainPopover
          project={project}
          parameter={parameter}
          world={world}
          reached={pipelines.flatMap((pipeline) => reachedArguments(world, pipeline, parameter.name))}
        />
      ),
    },
  ]
  if (rows.length === 0)
    return <EmptyState icon={<KeyRound size={24} />} title={t('parameters')} text={t('noParameters')} action={edit} />
  return (
    <div className="lw-page">
      <Card title={t('valuesThatCount')} aside={edit}>
        <Table label={t('parameters')} columns={columns} rows={rows} rowKey={({ parameter }) => parameter.name} />
      </Card>
    </div>
  )
}

function Value({ parameter: { state, value, secret } }: { readonly parameter: ResolvedParameter }) {
  const t = useMessages(projectMessages)
  if (state === 'missing') return <Badge tone="amber">{t('valueMissing')}</Badge>
  if (state === 'secret')
    return (
      <span className="lw-row lw-muted">
        <KeyRound size={14} aria-hidden />
        {t('secretRef', { key: secret?.key ?? '' })}
      </span>
    )
  return <span className="lw-mono">{value}</span>
}

const order: readonly (Layer | undefined)[] = [
  undefined,
  'deployment',
  'environment',
  'application',
  'project',
  'line',
  'derived',
  'default',
]

function valueRows(sheet: Sheet, { application, name, environment }: Deployment): readonly ValueRow[] {
  const scope = sheet.scopes.find(
    (one) => one.kind === 'deployment' && one.application === application && one.deployment === name,
  )
  if (scope === undefined || scope.kind !== 'deployment' || scope.environment !== environment) return []
  return sheet.rows
    .flatMap((row): ValueRow[] => {
      const parameter = resolvedCell(sheet, row, scope)
      const pipelines = row.wanted.get(application)?.pipelines ?? []
      return parameter === undefined ? [] : [{ parameter, layer: sheet.cell(row, scope).layer, pipelines }]
    })
    .toSorted((a, b) => order.indexOf(a.layer) - order.indexOf(b.layer))
}

function resolvedCell(sheet: Sheet, row: SheetRow, scope: Scope): ResolvedParameter | undefined {
  const { state, value, secret } = sheet.cell(row, scope)
  if (state === 'none' || state === 'open') return undefined
  return {
    name: row.name,
    state,
    ...(value === undefined ? {} : { value }),
    ...(secret === undefined ? {} : { secret: { key: secret.key } }),
    waitsFor: [],
    chain: [...sheet.chain(row, scope)],
  }
}
