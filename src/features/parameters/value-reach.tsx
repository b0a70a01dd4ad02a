import { Fragment, useState } from 'react'
import { Link } from 'react-router'
import { useEditorState } from '#client/change-set/use-editor-state.ts'
import { changedTexts } from '#client/change-set/editor.ts'
import { pathTo } from '#client/paths.ts'
import { reachedArguments } from '#domain/parameters/reach.ts'
import type { Scope } from '#domain/parameters/scope.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import { ReachedLines } from '#parts/values/reached-lines.tsx'
import { Button } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { parametersMessages } from './messages.ts'
import { useValues } from './values-context.ts'

/** Where a value goes: every task argument, and on demand every manifest line. */
export function ValueReach({ row, scope }: { readonly row: SheetRow; readonly scope: Scope }) {
  const t = useMessages(parametersMessages)
  const { project, editor, world, bindings } = useValues()
  const documents = changedTexts(useEditorState(editor))
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
        stages.map((place) => (
          <Fragment key={`${place.line} ${place.stage}`}>
            <h4>
              <Link to={pathTo('line', { project, line: place.line }, { select: place.stage, tab: 'manifests' })}>
                {place.stage}
              </Link>
            </h4>
            <ReachedLines project={project} stage={place} parameter={row.name} documents={documents} />
          </Fragment>
        ))
      ) : (
        <Button onPress={() => setOpen(true)}>{t('showManifestLines')}</Button>
      )}
    </section>
  )
}
