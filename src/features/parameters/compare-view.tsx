import { useQuery } from '@tanstack/react-query'
import { ArrowLeftRight } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import { useEditorState } from '#client/change-set/use-editor-state.ts'
import { changedTexts } from '#client/change-set/editor.ts'
import { changedManifests, type Side } from '#client/change-set/manifest-changes.ts'
import { inOrder } from '#client/environments.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { compositionOptions } from '#client/queries/modules.ts'
import { previewOptions } from '#client/queries/previews.ts'
import { scopeKey } from '#domain/parameters/scope.ts'
import type { SheetCell } from '#domain/parameters/sheet.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import { IconButton } from '#ui/button.tsx'
import { DiffView } from '#ui/diff/diff-view.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Select } from '#ui/fields/select.tsx'
import { Checkbox } from '#ui/fields/switch.tsx'
import { type Column, WideTable } from '#ui/tables/table.tsx'
import { layerWord } from '#parts/values/layer-words.ts'
import { shownText } from './cell-sentence.ts'
import {
  aloneIn,
  type DeploymentScope,
  type Pair,
  pairsOf,
  pathFor,
  type StagePair,
  stagePairs,
} from './compare-pairs.ts'
import { parametersMessages } from './messages.ts'
import { scopeWords } from './scope-words.ts'
import { UnevaluatedNote } from './unevaluated-note.tsx'
import { useViewAddress } from './use-values-view.ts'
import { useValues } from './values-context.ts'

/** Compares two Deployments, or two environments application by application: their values and their manifests. */
export function CompareView() {
  const t = useMessages(parametersMessages)
  const { sheet, world, view, show } = useValues()
  const [all, setAll] = useState(false)
  const environments = inOrder(world.environments).map(({ name }) => name)
  const left = view.left ?? `environment:${environments[0] ?? ''}`
  const right = view.right ?? `environment:${environments.at(-1) ?? ''}`
  const choices = [
    ...environments.map((name) => ({ id: `environment:${name}`, title: t('scopeEnvironment', { name }) })),
    ...sheet.scopes
      .filter((scope): scope is DeploymentScope => scope.kind === 'deployment')
      .map((scope) => ({
        id: scopeKey(scope),
        title: t('scopeDeployment', { application: scope.application, name: scope.deployment }),
      })),
  ]
  const pairs = pairsOf(sheet.scopes, left, right)
  const alone = aloneIn(sheet.scopes, left, right)
  return (
    <div className="lw-values-compare">
      <div className="lw-row lw-values-compare-bar">
        <Select quiet label={t('leftSide')} choices={choices} value={left} onChange={(id) => show({ left: id })} />
        <IconButton label={t('swap')} onPress={() => show({ left: right, right: left })}>
          <ArrowLeftRight size={16} aria-hidden />
        </IconButton>
        <Select quiet label={t('rightSide')} choices={choices} value={right} onChange={(id) => show({ right: id })} />
        <Checkbox isSelected={all} onChange={setAll}>
          {t('showEqual')}
        </Checkbox>
      </div>
      <UnevaluatedNote />
      {pairs.length === 0 ? <p className="lw-muted">{t(left === right ? 'sameSides' : 'nothingToCompare')}</p> : null}
      {alone.map(({ application, environment }) => (
        <p key={`${application} ${environment}`} className="lw-muted">
          {t('onlyIn', { application, environment })}
        </p>
      ))}
      {pairs.map((pair) => (
        <PairView key={`${scopeKey(pair.left)} ${scopeKey(pair.right)}`} pair={pair} showsEqual={all} />
      ))}
    </div>
  )
}

interface CompareRow {
  readonly row: SheetRow
  readonly left: SheetCell
  readonly right: SheetCell
  readonly isEqual: boolean
}

function PairView({ pair, showsEqual }: { readonly pair: Pair; readonly showsEqual: boolean }) {
  const t = useMessages(parametersMessages)
  const { sheet } = useValues()
  const addressOf = useViewAddress()
  const rows = sheet.rows.flatMap((row): CompareRow[] => {
    const [left, right] = [sheet.cell(row, pair.left), sheet.cell(row, pair.right)]
    if (left.state === 'none' && right.state === 'none') return []
    return [{ row, left, right, isEqual: valueText(left) === valueText(right) && left.state === right.state }]
  })
  const different = rows.filter(({ isEqual }) => !isEqual)
  const side = (scope: DeploymentScope): string =>
    t('scopeDeployment', { application: scope.application, name: scope.deployment })
  const cell = ({ name }: SheetRow, scope: DeploymentScope, { state, layer, value, secret }: SheetCell) => (
    <span className="lw-row">
      <Link className="lw-mono" to={addressOf({ view: undefined, parameter: name, scope: scopeKey(scope) })}>
        {state === 'missing' ? t('missing') : (secret?.text ?? (value === undefined ? t('none') : shownText(t, value)))}
      </Link>
      <span className="lw-muted">{layer === undefined ? '' : layerWord(t, layer)}</span>
    </span>
  )
  const columns: readonly Column<CompareRow>[] = [
    {
      id: 'name',
      title: t('parameter'),
      isRowHeader: true,
      width: '220px',
      render: ({ row }) => <span className="lw-mono">{row.name}</span>,
    },
    { id: 'left', title: side(pair.left), render: ({ row, left }) => cell(row, pair.left, left) },
    { id: 'right', title: side(pair.right), render: ({ row, right }) => cell(row, pair.right, right) },
    { id: 'equal', title: t('result'), render: ({ isEqual }) => (isEqual ? t('equal') : t('different')) },
  ]
  return (
    <section className="lw-values-pair">
      <h2>{t('differences', { count: different.length, left: side(pair.left), right: side(pair.right) })}</h2>
      <WideTable
        label={t('compareNamed', { left: side(pair.left), right: side(pair.right) })}
        columns={columns}
        rows={showsEqual ? rows : different}
        rowKey={({ row }) => row.name}
      />
      <PairManifests pair={pair} />
    </section>
  )
}

function valueText({ value, secret }: SheetCell): string {
  return secret?.text ?? value ?? ''
}

/** The manifests of stages with the same Pipeline on both sides; without such stages, those of the adapters. */
function PairManifests({ pair }: { readonly pair: Pair }) {
  const { lines } = useValues()
  const stages = useMemo(() => stagePairs(lines, pair), [lines, pair])
  return stages.length === 0 ? (
    <AdapterManifests pair={pair} />
  ) : (
    stages.map(({ left, right }) => <StageManifests key={`${left.line} ${left.stage}`} {...{ pair, left, right }} />)
  )
}

function StageManifests({ pair, left, right }: StagePair & { readonly pair: Pair }) {
  const { project, editor } = useValues()
  const { client } = usePlatform()
  const documents = changedTexts(useEditorState(editor))
  const a = useQuery(previewOptions(client, project, { ...left, documents }))
  const b = useQuery(previewOptions(client, project, { ...right, documents }))
  return <ManifestDiffs pair={pair} sides={[a, b]} titles={[left.stage, right.stage]} />
}

function AdapterManifests({ pair }: { readonly pair: Pair }) {
  const t = useMessages(parametersMessages)
  const { project, editor } = useValues()
  const { client } = usePlatform()
  const documents = changedTexts(useEditorState(editor))
  const optionsOf = ({ application, deployment }: DeploymentScope) =>
    compositionOptions(client, project, application, deployment, documents)
  const sides = [useQuery(optionsOf(pair.left)), useQuery(optionsOf(pair.right))] as const
  const titles = [scopeWords(t, pair.left), scopeWords(t, pair.right)] as const
  return (
    <>
      <p className="lw-muted">{t('noCommonStage')}</p>
      {sides.map(({ data }, index) =>
        data?.findings.some(({ severity }) => severity === 'error') === true ? (
          <p key={index}>
            <Link to={pathTo('composition', { project, ...(index === 0 ? pair.left : pair.right) })}>
              {t('adaptersAtFault', { name: titles[index] ?? '' })}
            </Link>
          </p>
        ) : null,
      )}
      <ManifestDiffs pair={pair} sides={sides} titles={titles} />
    </>
  )
}

interface CompiledSide {
  readonly data: { readonly manifests: readonly Omit<Side, 'group'>[] } | undefined
  readonly error: Error | null
  readonly refetch: () => unknown
}

interface DiffsProps {
  readonly pair: Pair
  readonly sides: readonly [CompiledSide, CompiledSide]
  readonly titles: readonly [string, string]
}

/** The manifests of two sides; those of the left are renamed to what the right would call them. */
function ManifestDiffs({ pair, sides, titles }: DiffsProps) {
  const t = useMessages(parametersMessages)
  const [left, right] = sides
  const failed = sides.find(({ error }) => error !== null)
  if (failed !== undefined)
    return <ProblemPanel problem={problemOf(failed.error)} onRetry={() => void failed.refetch()} />
  if (left.data === undefined || right.data === undefined)
    return (
      <p className="lw-muted" role="status">
        {t('compiling')}
      </p>
    )
  const files = changedManifests(
    left.data.manifests.map((manifest) => ({ ...manifest, path: pathFor(pair, manifest.path) })),
    right.data.manifests,
  )
  return (
    <>
      {files.map(({ path, before, after }) => (
        <DiffView
          key={path}
          label={t('diffOf', { name: path })}
          before={before}
          after={after}
          beforeTitle={`${titles[0]}: ${pathFor({ left: pair.right, right: pair.left }, path)}`}
          afterTitle={`${titles[1]}: ${path}`}
          sideBySide
        />
      ))}
    </>
  )
}
