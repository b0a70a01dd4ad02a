import { Blocks, Pencil, Plus, Trash2, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { z } from 'zod'
import { editText, inOrder } from '#client/change-set/editor.ts'
import { pathTo } from '#client/paths.ts'
import { documentId, parseDocumentId, type Texts } from '#domain/documents.ts'
import { addLink, removeLink, setStageDeployment, setStagePipeline } from '#domain/line/edit/stage-edits.ts'
import { addStageGate, removeStageGate } from '#domain/line/edit/line-edits.ts'
import type { FindingCode } from '#domain/finding-codes.ts'
import { idPattern, normalise } from '#domain/ids.ts'
import { descendantsOf, lineGraph } from '#domain/line/graph.ts'
import type { Stage } from '#domain/line/line.ts'
import { pipelineNamed } from '#domain/line/world-index.ts'
import { ok } from '#domain/result.ts'
import { useFindingWords } from '#parts/findings/use-finding-words.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { PickMenu } from '#ui/overlays/pick-menu.tsx'
import { isIdle } from '#ui/page/idle-focus.ts'
import { Select } from '#ui/fields/select.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { useAddress } from '#ui/use-address.ts'
import { useDesigner, useView } from '../designer-context.tsx'
import { exposeResult } from '../line/edits.ts'
import { resultsOf } from '../line/analysis.ts'
import { designerMessages } from '../messages.ts'
import { composeMessages } from '../palette/compose-messages.ts'
import { SetupDialog } from '../palette/setup-dialog.tsx'
import { focusInspector } from '../panes.ts'
import { isPasted } from '../pipelines/kept-pipelines.ts'
import { pipelineMessages } from '../pipelines/pipeline-messages.ts'

/** Name, Pipeline, Deployment, order, gates and results of a stage. */
export function StageTab({ stage }: { readonly stage: Stage }) {
  const t = useMessages(designerMessages)
  const { project, editor, editable, editLine, remove } = useDesigner()
  const view = useView()
  const faultOf = useStageFault(stage)
  const pasted = useMessages(pipelineMessages)
  const [, change] = useAddress()
  const pipeline = pipelineNamed(view.world, stage.spec.pipeline)
  const { app, name } = stage.spec.deployment
  const runAfter = stage.runAfter ?? []
  const gates = stage.gates ?? []
  const step = t('stepChange', { name: stage.name })
  return (
    <div className="lw-form-rows">
      <StageName stage={stage} />
      <Select
        label={t('pipeline')}
        isDisabled={!editable}
        value={stage.spec.pipeline}
        placeholder={stage.spec.pipeline}
        error={faultOf('unknown-pipeline')}
        choices={view.world.pipelines.map(({ metadata }) => ({ id: metadata.name, title: metadata.name }))}
        onChange={(pipeline) => editLine(step, (text) => setStagePipeline(text, stage.name, pipeline))}
      />
      {pipeline !== undefined && isPasted(pipeline) ? (
        <div>
          <Button
            icon={<Pencil size={16} aria-hidden />}
            onPress={() => change({ drawer: 'pipelines', pipeline: stage.spec.pipeline })}
          >
            {pasted('edit', { name: stage.spec.pipeline })}
          </Button>
        </div>
      ) : null}
      <StageDeployment stage={stage} step={step} />
      {app === '' ? null : (
        <div>
          <LinkButton
            icon={<Blocks size={16} aria-hidden />}
            to={pathTo('composition', { project, application: app, deployment: name }, { changes: editor.subject })}
          >
            {t('seeAdapters')}
          </LinkButton>
        </div>
      )}
      <NameList
        title={t('runsAfter')}
        names={runAfter}
        choices={() => {
          const after = descendantsOf(lineGraph(view.line), stage.name)
          return [...view.stages.keys()].filter(
            (other) => other !== stage.name && !runAfter.includes(other) && !after.has(other),
          )
        }}
        add={(other) =>
          editLine(t('stepLink', { from: other, to: stage.name }), (text) => addLink(text, other, stage.name))
        }
        drop={(other) =>
          editLine(t('stepUnlink', { from: other, to: stage.name }), (text) => removeLink(text, other, stage.name))
        }
      />
      <NameList
        title={t('waitsForGates')}
        names={gates}
        idOf={(gate) => `gate:${gate}`}
        choices={() => (view.line.spec.gates ?? []).map((gate) => gate.name).filter((gate) => !gates.includes(gate))}
        add={(gate) =>
          editLine(t('stepHold', { stage: stage.name, gate }), (text) => addStageGate(text, stage.name, gate))
        }
        drop={(gate) =>
          editLine(t('stepRelease', { stage: stage.name, gate }), (text) => removeStageGate(text, stage.name, gate))
        }
      />
      <section>
        <h3 className="lw-label">{t('results')}</h3>
        <ul className="lw-name-list">
          {resultsOf(view.world, stage).map((result) => (
            <li key={result}>
              <span className="lw-mono lw-grow">{result}</span>
              {editable ? (
                <IconButton
                  label={t('expose', { result })}
                  onPress={() => editLine(t('stepSet', { name: result }), exposeResult(view.line, stage.name, result))}
                >
                  <Plus size={14} aria-hidden />
                </IconButton>
              ) : null}
            </li>
          ))}
        </ul>
      </section>
      {editable ? (
        <div>
          <Button kind="danger" icon={<Trash2 size={16} aria-hidden />} onPress={() => remove([stage.name])}>
            {t('removeStage')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

/** What the validation says of the stage, in words, by its code. */
function useStageFault(stage: Stage): (code: FindingCode) => string | undefined {
  const { findingsOf } = useView()
  const words = useFindingWords()
  return (code) => {
    const finding = findingsOf.get(stage.name)?.find((one) => one.code === code)
    return finding === undefined ? undefined : words.said(finding)
  }
}

// Id of the choice "new Deployment"; no Deployment can have this name.
const fresh = '+'

/** Binds the stage to a Deployment, creating application and environment if needed. */
function StageDeployment({ stage, step }: { readonly stage: Stage; readonly step: string }) {
  const t = useMessages(designerMessages)
  const compose = useMessages(composeMessages)
  const faultOf = useStageFault(stage)
  const { project, line, editor, editable, editLine, editTexts } = useDesigner()
  const { world, line: drawn } = useView()
  const [isMaking, setMaking] = useState(false)
  const { app, name } = stage.spec.deployment
  function bindToOneOf(made: Texts): void {
    setMaking(false)
    const deployments = Object.keys(made).flatMap((id) => {
      const { kind, names = [] } = parseDocumentId(id) ?? {}
      return kind === 'deployment' ? [names] : []
    })
    const [application = app, deployment = name] = deployments.find(([one]) => one === app) ?? deployments[0] ?? []
    const id = documentId('line', line)
    const bound = editText(editor.store.getState(), id, (text) =>
      setStageDeployment(text, stage.name, application, deployment),
    )
    editTexts(
      step,
      inOrder((texts) => ok({ ...texts, ...made }), bound),
    )
  }
  return (
    <>
      <Select
        label={t('deployment')}
        isDisabled={!editable}
        value={`${app}/${name}`}
        placeholder={`${app} / ${name}`}
        error={faultOf('unknown-deployment')}
        choices={[
          ...world.deployments.map((entry) => ({
            id: `${entry.application}/${entry.name}`,
            title: `${entry.application} / ${entry.name}`,
          })),
          { id: fresh, title: compose('setupOpen') },
        ]}
        onChange={(id) => {
          const [application = '', deployment = ''] = id.split('/', 2)
          if (id === fresh) setMaking(true)
          else editLine(step, (text) => setStageDeployment(text, stage.name, application, deployment))
        }}
      />
      {isMaking ? (
        <SetupDialog
          project={project}
          subject={documentId('line', line)}
          world={world}
          stages={drawn.spec.stages}
          onClose={() => setMaking(false)}
          onSetup={bindToOneOf}
        />
      ) : null}
    </>
  )
}

function StageName({ stage }: { readonly stage: Stage }) {
  const t = useMessages(designerMessages)
  const { editable, line, renameStage } = useDesigner()
  const view = useView()
  const [typed, setTyped] = useTyped(`${line} stage ${stage.name}`, z.string(), stage.name)
  const wanted = normalise(typed)
  const isTaken = wanted !== stage.name && view.stages.has(wanted)
  const error = isTaken ? t('nameTaken') : idPattern.test(wanted) ? undefined : t('nameForm')
  return (
    <TextField
      label={t('name')}
      value={typed}
      mono
      isDisabled={!editable}
      error={error}
      onChange={setTyped}
      onBlur={() => (error === undefined && wanted !== stage.name ? renameStage(stage.name, wanted) : undefined)}
    />
  )
}

interface NameListProps {
  readonly title: string
  readonly names: readonly string[]
  /** The id to select for a name; by default the name of a stage. */
  readonly idOf?: (name: string) => string
  readonly choices: () => readonly string[]
  readonly add: (name: string) => void
  readonly drop: (name: string) => void
}

function NameList({ title, names, idOf = (name) => name, choices, add, drop }: NameListProps) {
  const t = useMessages(designerMessages)
  const { editable, select } = useDesigner()
  const list = useRef<HTMLElement>(null)
  return (
    <section ref={list}>
      <h3 className="lw-label">{title}</h3>
      <ul className="lw-name-list">
        {names.map((name) => (
          <li key={name}>
            <button
              type="button"
              className="lw-text-button lw-mono lw-grow"
              onClick={() => {
                focusInspector()
                select(idOf(name))
                // A gate's inspector has no tabs that could take the focus.
                requestAnimationFrame(() => (isIdle(document.activeElement) ? focusInspector() : undefined))
              }}
            >
              {name}
            </button>
            {editable ? (
              <IconButton
                label={t('removeNamed', { name })}
                onPress={() => {
                  // The pressed button disappears with its name, so the focus moves to Add.
                  list.current?.querySelector<HTMLElement>(':scope > button, :scope > :not(ul) button')?.focus()
                  drop(name)
                }}
              >
                <X size={14} aria-hidden />
              </IconButton>
            ) : null}
          </li>
        ))}
      </ul>
      {editable ? (
        <PickMenu
          label={t('addTo', { list: title })}
          sections={() => [{ title, items: choices().map((name) => ({ id: name, textValue: name })) }]}
          onPick={add}
          trigger={
            <Button kind="quiet" icon={<Plus size={14} aria-hidden />}>
              {t('add')}
            </Button>
          }
        />
      ) : null}
    </section>
  )
}
