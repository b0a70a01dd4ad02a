import { ChevronRight, PencilLine } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { removeStageParam, setStageParam } from '#domain/line/edit/stage-edits.ts'
import { inShort } from '#domain/line/expressions.ts'
import type { Stage } from '#domain/line/line.ts'
import { pipelineNamed } from '#domain/line/world-index.ts'
import { namesOwnSecret } from '#domain/parameters/credentials.ts'
import { removeParameter, setParameter, setSecretReference } from '#domain/parameters/parameter-set.ts'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import { helpText, withoutMarks } from '#ui/form/help-text.ts'
import { NameInWords } from '#ui/text/name-in-words.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Segmented } from '#ui/fields/segmented.tsx'
import { BindMenu } from '../board/bind-menu.tsx'
import { useDesigner, useView } from '../designer-context.tsx'
import { editText } from '#client/change-set/editor.ts'
import { parametersDocument } from '../line/edits.ts'
import { designerMessages } from '../messages.ts'
import { ParameterField } from './parameter-field.tsx'
import { SecretChoice, SecretNameField } from './secret-fields.tsx'
import {
  docOf,
  fieldOf,
  groupParameters,
  parameterGroup,
  type ParameterGroups,
} from '#domain/parameters/parameter-field.ts'
import { XRay } from './x-ray.tsx'

export type WriteTarget = 'deployment' | 'line'

/** The parameters of a stage: missing values first, then set ones, derived ones, defaults. */
export function ParametersTab({ stage }: { readonly stage: Stage }) {
  const t = useMessages(designerMessages)
  const { editable } = useDesigner()
  const view = useView()
  const [target, setTarget] = useState<WriteTarget>('deployment')
  const parameters = view.parameters.get(stage.name) ?? []
  // A row keeps the group in which it was first seen: moving it once it has a value would move the focus away.
  const [seen] = useState(() => new Map<string, keyof ParameterGroups>())
  for (const parameter of parameters) if (!seen.has(parameter.name)) seen.set(parameter.name, parameterGroup(parameter))
  const { fill, values, derived, defaults } = groupParameters(parameters, ({ name }) => seen.get(name) ?? 'values')
  const missing = fill.filter(({ state }) => state === 'missing').length
  const rows = (list: readonly ResolvedParameter[]): ReactNode =>
    list.map((parameter) => <ParameterRow key={parameter.name} stage={stage} parameter={parameter} target={target} />)
  if (parameters.length === 0) {
    const isThere = pipelineNamed(view.world, stage.spec.pipeline) !== undefined
    return <p className="lw-muted lw-pad">{t(isThere ? 'noParameters' : 'parametersUnknown')}</p>
  }
  return (
    <div className="lw-parameters">
      {fill.length === 0 ? null : (
        <section className="lw-to-fill">
          <h3>
            <PencilLine size={16} aria-hidden /> {t('toFill', { count: missing })}
          </h3>
          {rows(fill)}
        </section>
      )}
      {editable ? (
        <div className="lw-write-to">
          <span>{t('writeTo')}</span>
          <Segmented
            label={t('writeTo')}
            selected={target}
            onSelect={(id) => setTarget(id === 'line' ? 'line' : 'deployment')}
            choices={[
              { id: 'deployment', title: t('toDeployment') },
              { id: 'line', title: t('toLine') },
            ]}
          />
        </div>
      ) : null}
      <Fold title={t('derived', { count: derived.length })} note={t('derivedFrom')} count={derived.length}>
        {rows(derived)}
      </Fold>
      <Fold title={t('values', { count: values.length })} count={values.length} isOpen>
        {rows(values)}
      </Fold>
      <Fold title={t('defaults', { count: defaults.length })} count={defaults.length} isOpen={values.length < 4}>
        {rows(defaults)}
      </Fold>
    </div>
  )
}

interface FoldProps {
  readonly title: string
  readonly note?: string
  readonly count: number
  readonly isOpen?: boolean
  readonly children: ReactNode
}

function Fold({ title, note, count, isOpen = false, children }: FoldProps) {
  return count === 0 ? null : (
    <details className="lw-fold" open={isOpen}>
      <summary>
        <ChevronRight size={16} aria-hidden />
        <strong>{title}</strong>
        {note === undefined ? null : <span>{note}</span>}
      </summary>
      {children}
    </details>
  )
}

interface RowProps {
  readonly stage: Stage
  readonly parameter: ResolvedParameter
  readonly target: WriteTarget
}

function ParameterRow({ stage, parameter, target }: RowProps) {
  const t = useMessages(designerMessages)
  const { editor, editable, editLine } = useDesigner()
  const view = useView()
  const { name } = parameter
  const field = fieldOf(view.world, stage.spec.pipeline, parameter)
  const isSecret = parameter.state === 'secret' || field?.kind === 'secret'
  const binding = stage.spec.params?.find((param) => param.name === name)
  const document = parametersDocument(stage.spec.deployment)
  const step = t('stepSet', { name })
  // All typing in one field is one undo step.
  const mark = `${stage.name}/${name}`

  function write(value: string): void {
    if (target === 'line' || binding !== undefined)
      editLine(step, (text) => setStageParam(text, stage.name, name, value), mark)
    else
      editor.apply(
        step,
        editText(editor.store.getState(), document, (text) => setParameter(text, name, value)),
        mark,
      )
  }
  function unset(): void {
    const state = editor.store.getState()
    const published = state.bases[document]?.text
    if (binding === undefined)
      editor.apply(
        step,
        editText(state, document, (text) => removeParameter(text, name, published)),
      )
    else editLine(step, (text) => removeStageParam(text, stage.name, name))
  }

  const isBound = binding !== undefined && binding.value.includes('$(')
  const typed = {
    label: name,
    value: parameter.value ?? '',
    field,
    isDisabled: !editable,
    onCommit: write,
    onEnd: () => editor.endBurst(),
  }
  return (
    <div className="lw-parameter" data-missing={parameter.state === 'missing' || undefined}>
      <span
        className="lw-parameter-name"
        title={withoutMarks(helpText(docOf(view.world, stage.spec.pipeline, parameter, field)).first)}
      >
        <NameInWords name={name} />
      </span>
      <span className="lw-parameter-value">
        {isSecret ? (
          <SecretChoice
            stage={stage}
            parameter={parameter}
            onChoose={(key) =>
              editor.apply(
                step,
                editText(editor.store.getState(), document, (text) => setSecretReference(text, name, key)),
              )
            }
          />
        ) : isBound ? (
          <span className="lw-bound lw-mono lw-ellipsis" title={binding.value}>
            {inShort(binding.value)}
          </span>
        ) : namesOwnSecret(name) ? (
          <SecretNameField stage={stage} {...typed} />
        ) : (
          <ParameterField {...typed} />
        )}
      </span>
      {editable && !isSecret ? <BindMenu stage={stage} parameter={name} isBound={isBound} /> : null}
      {parameter.state === 'missing' ? null : (
        <XRay
          stage={stage}
          parameter={parameter}
          onUnset={editable && !isSecret && isOwn(parameter) ? unset : undefined}
        />
      )}
    </div>
  )
}

/** Whether the value was set in the line or the Deployment, so that it can be unset here. */
function isOwn(parameter: ResolvedParameter): boolean {
  return parameter.chain.some((origin) => origin.won && (origin.layer === 'line' || origin.layer === 'deployment'))
}
