import { type ReactNode, useCallback, useRef, useState } from 'react'
import { usePlatform } from '#client/platform.ts'
import { problem } from '#domain/problem.ts'
import type { World } from '#domain/line/world.ts'
import { err, ok } from '#domain/result.ts'
import { tellStep } from '#parts/step-toast.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { showToast } from '#ui/toast.tsx'
import { useStable } from '#ui/use-stable.ts'
import { ChooseTargets, type Targets } from './choose-targets.tsx'
import { composeMessages } from './compose-messages.ts'
import type { Insertable } from './designer-context.tsx'
import type { Compiled } from '#domain/line/draft-world.ts'
import { draftedText, editText, type Editor } from '#client/change-set/editor.ts'
import { insertGate, insertPipeline, type InsertPlace } from './edits.ts'
import { type AdapterTarget, insertAdapter } from './insert-adapter.ts'
import type { LineView } from './line-view.ts'
import { designerMessages } from './messages.ts'
import { nextPlace, standsOnce } from './place-behind.ts'
import { rememberEntry } from './recent.ts'
import { SetupDialog } from './setup-dialog.tsx'

export interface Inserting {
  readonly insert: (what: Insertable, place?: InsertPlace) => void
  /** Asks for applications and environments. */
  readonly setUp: () => void
  readonly isCompiling: boolean
  /** The question that an adapter may ask. */
  readonly dialog: ReactNode
}

interface InsertContext {
  readonly project: string
  readonly editor: Editor
  readonly view: LineView
  readonly selected: string | undefined
  readonly select: (id: string | undefined) => void
  readonly onCompiled: (application: string, compiled: Compiled[string]) => void
}

const insertMessages = { ...designerMessages, ...composeMessages }

/** Inserts what the palette offers: at a drop's place, or behind what is selected. */
export function useInsert({ project, editor, view, selected, select, onCompiled }: InsertContext): Inserting {
  const t = useMessages(insertMessages)
  const { client } = usePlatform()
  const [asking, setAsking] = useState<{ readonly pattern: string; readonly place: InsertPlace }>()
  const [isSettingUp, setSettingUp] = useState(false)
  const setUp = useCallback(() => setSettingUp(true), [])
  const [targets, setTargets] = useState<Targets>()
  // Several may be compiling at once.
  const [compiling, setCompiling] = useState(0)
  const newest = useRef(view)
  newest.current = view
  const adapter = view.world.adapters.find((entry) => entry.pattern === asking?.pattern)
  const neighbour = (place: InsertPlace) => view.line.spec.stages.find((stage) => stage.name === place.behind)

  const insert: Inserting['insert'] = useStable((what, given) => {
    rememberEntry(what)
    const stage = view.line.spec.stages.find((entry) => entry.name === selected)
    const place = given ?? (stage === undefined ? {} : { behind: stage.name, environment: view.laneOf.get(stage.name) })
    if (what.kind === 'pipeline') insertOne(what.name, place)
    else if (what.kind === 'gate') insertOneGate(what.name, place)
    else {
      const application = place.application ?? neighbour(place)?.spec.deployment.app
      if (application !== undefined) void insertFor(what.pattern, [{ application, places: [() => place] }])
      else {
        setAsking({ pattern: what.pattern, place })
        // Without a Deployment there is nothing to choose from yet.
        if (view.world.deployments.length === 0) setSettingUp(true)
      }
    }
  })
  function insertOne(name: string, place: InsertPlace): void {
    const pipeline = view.world.pipelines.find((entry) => entry.metadata.name === name)
    if (pipeline === undefined) return
    const inserted = insertPipeline(view.line, view.world, pipeline, place)
    if (
      editor.apply(
        t('stepInsert', { name: inserted.name }),
        editText(editor.store.getState(), editor.subject, inserted.edit),
      )
    )
      select(inserted.name)
  }
  function insertOneGate(known: string | undefined, place: InsertPlace): void {
    const stage = place.before ?? place.behind
    const environment = place.environment ?? (stage === undefined ? '' : (view.laneOf.get(stage) ?? ''))
    if (stage === undefined) {
      editor.apply(t('newGate'), () => err(problem('not-possible-now', t('emptyTitle'))))
      return
    }
    const taken = new Set((view.line.spec.gates ?? []).map((gate) => gate.name))
    const wanted = environment.startsWith('(') || environment === '' ? 'gate' : environment
    const name =
      known ??
      [wanted, ...Array.from({ length: 99 }, (_, index) => `${wanted}-${String(index + 2)}`)].find(
        (candidate) => !taken.has(candidate),
      ) ??
      wanted
    const edit = insertGate(view.line, name, t('gateTitle', { environment: wanted }), stage)
    if (editor.apply(t('stepInsert', { name }), editText(editor.store.getState(), editor.subject, edit)))
      select(`gate:${name}`)
  }
  async function insertFor(pattern: string, wanted: readonly AdapterTarget[]): Promise<void> {
    const found = view.world.adapters.find((entry) => entry.pattern === pattern)
    if (found === undefined) return
    setCompiling((count) => count + 1)
    const inserted = await insertAdapter(client, project, editor, () => newest.current, found, wanted)
    setCompiling((count) => count - 1)
    const step =
      wanted.length === 1
        ? t('stepInsert', { name: found.name })
        : t('stepInsertMany', { name: found.name, count: wanted.length })
    if (!inserted.ok) {
      editor.apply(step, () => inserted)
      return
    }
    const { texts, stages, there, compiled } = inserted.value
    const before = editor.store.getState()
    // What changes nothing is no step: it would have to be taken back before the one that was meant.
    if (Object.entries(texts).every(([id, text]) => draftedText(before, id) === text)) {
      showToast({ text: t('alreadyThere', { adapter: found.name }) })
      if (there[0] !== undefined) select(there[0])
      return
    }
    for (const [application, unit] of Object.entries(compiled)) onCompiled(application, unit)
    editor.apply(step, () => ok(texts))
    const [first] = stages
    if (first === undefined)
      tellStep(
        editor,
        t('noStageAdded', {
          adapter: found.name,
          application: wanted.map(({ application }) => application).join(', '),
        }),
      )
    else if (stages.length === 1) select(first)
    else {
      // With many there is no one to go on behind: the next adapter asks again.
      select(undefined)
      tellStep(editor, t('insertedMany', { count: stages.length }))
    }
  }
  function insertForAll(pattern: string, isOnce: boolean, chosen: Targets): void {
    setAsking(undefined)
    setTargets(chosen)
    const { world } = view
    const [first = ''] = world.environments.map(({ name }) => name)
    const wanted = chosen.applications.map((application): AdapterTarget => {
      const environments = isOnce
        ? [first]
        : chosen.environments.filter((environment) =>
            world.deployments.some((one) => one.application === application && one.environment === environment),
          )
      return {
        application,
        places: environments.map((environment) => (line, known) => ({
          ...nextPlace(line, known, application, environment),
          ...(isOnce ? { environment: undefined } : {}),
        })),
      }
    })
    void insertFor(pattern, wanted)
  }

  const isOnce = adapter !== undefined && standsOnce(adapter.category)
  const dialog = isSettingUp ? (
    <SetupDialog
      project={project}
      world={view.world}
      onClose={() => {
        setSettingUp(false)
        setAsking(undefined)
      }}
      onSetup={(documents) => {
        setSettingUp(false)
        editor.apply(t('stepSetup'), (texts) => ok({ ...texts, ...documents }))
      }}
    />
  ) : asking === undefined || adapter === undefined ? null : (
    <ChooseTargets
      world={view.world}
      adapter={adapter.name}
      isOnce={isOnce}
      chosen={chosenFirst(view.world, asking.place, targets)}
      onClose={() => setAsking(undefined)}
      onChoose={(chosen) => insertForAll(adapter.pattern, isOnce, chosen)}
    />
  )
  return { insert, setUp, isCompiling: compiling > 0, dialog }
}

/** What is ticked at first: where it was dropped, else what was chosen before, else everything. */
function chosenFirst(world: World, place: InsertPlace, before: Targets | undefined): Targets {
  const names = (list: readonly { readonly name: string }[]): readonly string[] => list.map(({ name }) => name)
  return {
    applications: before?.applications ?? names(world.applications),
    environments:
      place.environment === undefined ? (before?.environments ?? names(world.environments)) : [place.environment],
  }
}
