import { type ReactNode, useCallback, useState } from 'react'
import { editText } from '#client/change-set/editor.ts'
import { problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useStable } from '#ui/use-stable.ts'
import { standsOnce } from '../board/place-behind.ts'
import { inTheWay } from '../board/place-in.ts'
import type { Designer } from '../designer-context.tsx'
import { insertGate, insertPipeline, type InsertPlace, placeBehind } from '../line/edits.ts'
import { freeGateName } from '../line/gate-name.ts'
import { designerMessages } from '../messages.ts'
import { type AdapterChain, type AdapterEntry, chainOf, standing, targetIn } from './adapter-chain.ts'
import { ChooseTargets, type Targets } from './choose-targets.tsx'
import { composeMessages } from './compose-messages.ts'
import { firstTargets } from './first-targets.ts'
import { rememberEntry } from './recent.ts'
import { SetupDialog } from './setup-dialog.tsx'
import { templateMessages } from './template-messages.ts'
import { type ChainContext, useChainInsertion } from './use-chain-insertion.ts'

export interface Inserting {
  readonly insert: Designer['insert']
  /** Opens the dialog that sets up applications and environments. */
  readonly setUp: () => void
  readonly isCompiling: boolean
  /** The open question about targets, or the set-up dialog. */
  readonly dialog: ReactNode
}

interface InsertContext extends ChainContext {
  readonly selected: string | undefined
  readonly selection: ReadonlySet<string>
}

const insertMessages = { ...designerMessages, ...composeMessages, ...templateMessages }

/** Inserts palette entries where they are dropped, or behind the selection. */
export function useInsert(context: InsertContext): Inserting {
  const { project, editor, view, selected, selection, select } = context
  const t = useMessages(insertMessages)
  const [asking, setAsking] = useState<{ readonly entry: AdapterEntry; readonly place: InsertPlace }>()
  const [isSettingUp, setSettingUp] = useState(false)
  const setUp = useCallback(() => setSettingUp(true), [])
  const [targets, setTargets] = useState<Targets>()
  const { insertFor, isCompiling } = useChainInsertion(context)
  const neighbour = (place: InsertPlace) => view.line.spec.stages.find((stage) => stage.name === place.behind)
  const chainFor = (entry: AdapterEntry) => chainOf(entry, view.world.adapters, ({ title }) => t(title))

  const insert: Inserting['insert'] = useStable((entry, dropPlace, isInTheWay = false) => {
    rememberEntry(entry)
    const plain = dropPlace ?? placeOfSelection()
    const place = isInTheWay && entry.kind !== 'gate' ? inTheWay({ view }, plain) : plain
    if (entry.kind === 'pipeline') insertOne(entry.name, place)
    else if (entry.kind === 'gate') insertOneGate(entry.name, place)
    else {
      const application = place.application ?? neighbour(place)?.spec.deployment.app
      if (application !== undefined) insertAt(entry, application, place)
      else {
        setAsking({ entry, place })
        // Without Deployments there is nothing to choose from, so set them up first.
        if (view.world.deployments.length === 0) setSettingUp(true)
      }
    }
  })
  function placeOfSelection(): InsertPlace {
    const stage = view.line.spec.stages.find(({ name }) => name === selected)
    if (stage === undefined) return {}
    const held = [...selection].filter((id) => view.stages.has(id))
    return { behind: stage.name, environment: view.laneOf.get(stage.name), held }
  }
  function editLine(name: string, edit: (text: string) => Result<string>): boolean {
    return editor.apply(t('stepInsert', { name }), editText(editor.store.getState(), editor.subject, edit))
  }
  function insertOne(name: string, place: InsertPlace): void {
    const pipeline = view.world.pipelines.find((entry) => entry.metadata.name === name)
    if (pipeline === undefined) return
    const inserted = insertPipeline(view.line, view.world, pipeline, place)
    if (editLine(inserted.name, inserted.edit)) select(inserted.name)
  }
  function insertOneGate(chosenName: string | undefined, place: InsertPlace): void {
    const held = place.held ?? place.before ?? (place.behind === undefined ? [] : [place.behind])
    const [stage] = held
    if (stage === undefined) {
      editor.apply(t('newGate'), () => err(problem('not-possible-now', t('gateHoldsStages'))))
      return
    }
    const environment = place.environment ?? view.laneOf.get(stage) ?? ''
    const wanted = environment.startsWith('(') || environment === '' ? 'gate' : environment
    const name = chosenName ?? freeGateName(view.line, wanted)
    const edit = insertGate(view.line, name, t('gateTitle', { environment: wanted }), held)
    if (editLine(name, edit)) select(`gate:${name}`)
  }
  function insertAt(entry: AdapterEntry, application: string, place: InsertPlace): void {
    const chain = chainFor(entry)
    if (chain === undefined) return
    void insertFor(chain, 1, ({ category }, last) => {
      // A template's build belongs to no lane, whichever it was dropped on.
      const isBuild = entry.kind === 'template' && standsOnce(category)
      const next = { ...placeBehind(place, last), ...(isBuild ? { environment: undefined } : {}) }
      return [{ application, places: [() => next] }]
    })
  }
  function insertForAll(chain: AdapterChain, chosen: Targets): void {
    setAsking(undefined)
    setTargets(chosen)
    void insertFor(chain, chosen.applications.length, ({ category }) =>
      chosen.applications.map((application) => targetIn(view.world, application, standsOnce(category), chosen)),
    )
  }
  function dialog(): ReactNode {
    if (isSettingUp)
      return (
        <SetupDialog
          project={project}
          subject={editor.subject}
          world={view.world}
          stages={view.line.spec.stages}
          onClose={() => {
            setSettingUp(false)
            setAsking(undefined)
          }}
          onSetup={(documents) => {
            setSettingUp(false)
            editor.apply(t('stepSetup'), (texts) => ok({ ...texts, ...documents }))
          }}
        />
      )
    const chain = asking === undefined ? undefined : chainFor(asking.entry)
    if (asking === undefined || chain === undefined) return null
    return (
      <ChooseTargets
        world={view.world}
        adapter={chain.name}
        stands={standing(chain)}
        chosen={firstTargets(view, chain.adapters, {
          environment: asking.place.environment,
          before: targets,
          drafted: Object.keys(editor.store.getState().history.present),
        })}
        onClose={() => setAsking(undefined)}
        onChoose={(chosen) => insertForAll(chain, chosen)}
      />
    )
  }
  return { insert, setUp, isCompiling, dialog: dialog() }
}
