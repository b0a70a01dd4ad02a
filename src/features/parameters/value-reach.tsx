import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { changedTexts } from '#client/change-set/editor.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { previewOptions } from '#client/queries/previews.ts'
import type { StageOfLine } from '#domain/parameters/line-bindings.ts'
import { reachedArguments, reachedLines } from '#domain/parameters/reach.ts'
import type { Scope } from '#domain/parameters/scope.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import { Button } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/problem-panel.tsx'
import { parametersMessages } from './messages.ts'
import { useEditorState, useValues } from './values-context.ts'

/** Forward from a value: every task argument and, when asked, every manifest line that it reaches. */
export function ValueReach({ row, scope }: { readonly row: SheetRow; readonly scope: Scope }) {
  const t = useMessages(parametersMessages)
  const { world, bindings } = useValues()
  const [isOpen, setOpen] = useState(false)
  if (scope.kind !== 'deployment') return null
  const pipelines = row.wanted.get(scope.application)?.pipelines ?? []
  const stages = bindings.stagesOf(scope.application, scope.deployment, pipelines)
  const args = pipelines.flatMap((pipeline) =>
    reachedArguments(world, pipeline, row.name).map((argument) => ({ pipeline, ...argument })),
  )
  return (
    <section className="lw-values-section">
      <h3>{t('reaches')}</h3>
      {args.length === 0 ? null : (
        <ul className="lw-values-reach">
          {args.map(({ pipeline, task, argument, text }) => (
            <li key={`${pipeline} ${task} ${argument}`}>
              <span className="lw-mono lw-ellipsis" title={`${pipeline} ${task}`}>
                {task}.{argument}
              </span>
              <span className="lw-mono lw-muted lw-ellipsis" title={text}>
                {text}
              </span>
            </li>
          ))}
        </ul>
      )}
      {stages.length === 0 ? (
        <p className="lw-muted">{t('reachesNoStage')}</p>
      ) : isOpen ? (
        stages.map((stage) => <StageReach key={`${stage.line} ${stage.stage}`} row={row} stage={stage} />)
      ) : (
        <Button onPress={() => setOpen(true)}>{t('showManifestLines')}</Button>
      )}
    </section>
  )
}

function StageReach({ row, stage: { line, stage } }: { readonly row: SheetRow; readonly stage: StageOfLine }) {
  const t = useMessages(parametersMessages)
  const { project, editor } = useValues()
  const { client } = usePlatform()
  const state = useEditorState(editor)
  const documents = changedTexts(state)
  const { data, error } = useQuery(previewOptions(client, project, { line, stage, documents }))
  if (error !== null) return <ProblemPanel problem={problemOf(error)} />
  if (data === undefined)
    return (
      <p className="lw-muted" role="status">
        {t('compiling')}
      </p>
    )
  const lines = reachedLines(data.manifests, row.name)
  return (
    <>
      <h4>
        <Link to={pathTo('line', { project, line }, { select: stage, tab: 'manifests' })}>{stage}</Link>
      </h4>
      {lines.length === 0 ? <p className="lw-muted">{t('reachesNoManifest')}</p> : null}
      <ul className="lw-values-lines">
        {lines.map(({ manifest, line: number, field, text }) => (
          <li key={`${manifest} ${number}`} title={text}>
            <Link
              className="lw-mono"
              to={pathTo(
                'line',
                { project, line },
                { select: stage, tab: 'manifests', manifest, manifestLine: String(number) },
              )}
            >
              {manifest}:{number}
            </Link>
            <span className="lw-mono lw-muted">{field}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
