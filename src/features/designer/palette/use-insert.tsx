import { type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { usePlatform } from '#client/platform.ts'
import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import type { Texts } from '#domain/documents.ts'
import { type Problem, problem } from '#domain/problem.ts'
import type { World } from '#domain/line/world.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { useFindingWords } from '#parts/findings/use-finding-words.ts'
import { tellStep } from '#parts/step-toast.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { useStable } from '#ui/use-stable.ts'
import { ChooseTargets, type ChooseTargetsProps, type Targets } from './choose-targets.tsx'
import { composeMessages } from './compose-messages.ts'
import type { Designer, Insertable } from '../designer-context.tsx'
import type { Compiled } from '#domain/line/draft-world.ts'
import { draftedText, editText, type Editor } from '#client/change-set/editor.ts'
import { insertGate, insertPipeline, type InsertPlace, placeBehind } from '../line/edits.ts'
import { freeGateName } from '../inspector/gate-name.ts'
import { firstTargets } from './first-targets.ts'
import { type AdapterTarget, insertAdapter, type InsertedAdapter } from './insert-adapter.ts'
import { type ChainLink, insertChain } from './insert-chain.ts'
import type { LineView } from '../line/line-view.ts'
import { designerMessages } from '../messages.ts'
import { inTheWay } from '../board/place-in.ts'
import { nextPlace, standsOnce } from '../board/place-behind.ts'
import { rememberEntry } from './recent.ts'
import { SetupDialog } from './setup-dialog.tsx'
import { templateMessages } from './template-messages.ts'
import { templatesOf } from './templates.ts'

export interface Inserting {
  readonly insert: Designer['insert']
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
  readonly selection: ReadonlySet<string>
  readonly select: (id: string | undefined) => void
  readonly onCompiled: (application: string, compiled: Compiled[string]) => void
}

const insertMessages = { ...designerMessages, ...composeMessages, ...templateMessages }

type Asked = Extract<Insertable, { readonly kind: 'adapter' | 'template' }>

interface Chain {
  readonly name: string
  readonly adapters: readonly AdapterDescription[]
  /** The adapter whose stages wait for a gate. */
  readonly gated?: string | undefined
}

/** What an adapter of a chain is inserted for, behind what the one before brought. */
type TargetsOf = (adapter: AdapterDescription, last: string | undefined) => readonly AdapterTarget[]

/** Inserts what the palette offers: at a drop's place, or behind what is selected. */
export function useInsert(context: InsertContext): Inserting {
  const { project, editor, view, selected, selection, select, onCompiled } = context
  const t = useMessages(insertMessages)
  const words = useFindingWords()
  const { client } = usePlatform()
  const [asking, setAsking] = useState<{ readonly what: Asked; readonly place: InsertPlace }>()
  const [isSettingUp, setSettingUp] = useState(false)
  const setUp = useCallback(() => setSettingUp(true), [])
  const [targets, setTargets] = useState<Targets>()
  // Several may be compiling at once.
  const [compiling, setCompiling] = useState(0)
  const hasLeft = useHasLeft()
  const newest = useRef(view)
  newest.current = view
  const asked = asking === undefined ? undefined : chainOf(asking.what)
  const neighbour = (place: InsertPlace) => view.line.spec.stages.find((stage) => stage.name === place.behind)

  const insert: Inserting['insert'] = useStable((what, given, isInTheWay = false) => {
    rememberEntry(what)
    const stage = view.line.spec.stages.find((entry) => entry.name === selected)
    const held = [...selection].filter((id) => view.stages.has(id))
    const plain: InsertPlace =
      given ?? (stage === undefined ? {} : { behind: stage.name, environment: view.laneOf.get(stage.name), held })
    const place = isInTheWay && what.kind !== 'gate' ? inTheWay({ view }, plain) : plain
    if (what.kind === 'pipeline') insertOne(what.name, place)
    else if (what.kind === 'gate') insertOneGate(what.name, place)
    else {
      const application = place.application ?? neighbour(place)?.spec.deployment.app
      if (application !== undefined) insertAt(what, application, place)
      else {
        setAsking({ what, place })
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
    const held = place.held ?? place.before ?? (place.behind === undefined ? [] : [place.behind])
    const [stage] = held
    if (stage === undefined) {
      editor.apply(t('newGate'), () => err(problem('not-possible-now', t('gateHoldsStages'))))
      return
    }
    const environment = place.environment ?? view.laneOf.get(stage) ?? ''
    const wanted = environment.startsWith('(') || environment === '' ? 'gate' : environment
    const name = known ?? freeGateName(view.line, wanted)
    const edit = insertGate(view.line, name, t('gateTitle', { environment: wanted }), held)
    if (editor.apply(t('stepInsert', { name }), editText(editor.store.getState(), editor.subject, edit)))
      select(`gate:${name}`)
  }
  /** What is to be inserted: one adapter, or the chain of a template. */
  function chainOf(what: Asked): Chain | undefined {
    const { adapters } = view.world
    if (what.kind === 'adapter') {
      const found = adapters.find((entry) => entry.pattern === what.pattern)
      return found === undefined ? undefined : { name: found.name, adapters: [found] }
    }
    const template = templatesOf(adapters).find((entry) => entry.id === what.id)
    if (template === undefined) return undefined
    const own = template.adapters.flatMap((pattern) => adapters.find((entry) => entry.pattern === pattern) ?? [])
    return { name: t(template.title), adapters: own, gated: template.gated }
  }
  function insertAt(what: Asked, application: string, place: InsertPlace): void {
    const chain = chainOf(what)
    if (chain === undefined) return
    void insertFor(chain, 1, ({ category }, last) => {
      // A template's build belongs to no lane, whichever the template was dropped on.
      const isBefore = what.kind === 'template' && standsOnce(category)
      const own = { ...placeBehind(place, last), ...(isBefore ? { environment: undefined } : {}) }
      return [{ application, places: [() => own] }]
    })
  }
  async function insertFor(chain: Chain, applications: number, targets: TargetsOf): Promise<void> {
    setCompiling((count) => count + 1)
    const inserting = insertAll(chain, targets).then((inserted) => takeIn(chain, applications, inserted))
    editor.expect(inserting)
    await inserting
    setCompiling((count) => count - 1)
  }
  function takeIn(chain: Chain, applications: number, inserted: Result<InsertedAdapter, Problem>): void {
    const step =
      applications === 1
        ? t('stepInsert', { name: chain.name })
        : t('stepInsertMany', { name: chain.name, count: applications })
    if (!inserted.ok) {
      editor.apply(step, () => inserted)
      const reason = words.problem(inserted.error).message
      if (hasLeft.current) showToast({ text: t('notInserted', { adapter: chain.name, reason }) })
      return
    }
    const { texts, there, compiled } = inserted.value
    // What changes nothing is no step: it would have to be taken back before the one that was meant.
    if (!changesAnything(editor, texts)) {
      if (!hasLeft.current) showStanding(chain.name, there[0])
      return
    }
    for (const [application, unit] of Object.entries(compiled)) onCompiled(application, unit)
    editor.apply(step, () => ok(texts))
    // Another page may have the window by now, where there is nothing to select.
    if (hasLeft.current) showToast({ text: t('insertedLate', { adapter: chain.name }) })
    else showInserted(chain, applications, step, inserted.value)
  }
  function showStanding(adapter: string, stage: string | undefined): void {
    showToast({ text: stage === undefined ? t('alreadyThere', { adapter }) : t('alreadyStage', { adapter, stage }) })
    if (stage !== undefined) select(stage)
  }
  function showInserted(chain: Chain, applications: number, step: string, inserted: InsertedAdapter): void {
    const { stages, there, compiled } = inserted
    const [first] = stages
    if (first === undefined && there[0] !== undefined) {
      select(there[0])
      tellStep(editor, step)
    } else if (first === undefined)
      tellStep(
        editor,
        t('noStageAdded', {
          adapter: chain.name,
          application: Object.keys(compiled).join(', '),
        }),
      )
    else if (stages.length === 1) select(first)
    else if (applications === 1 && chain.adapters.length > 1) {
      // The next one goes behind the end of the chain.
      select(stages.at(-1))
      tellStep(editor, t('inserted', { stages: stages.join(' → ') }))
    } else {
      // With many there is no one to go on behind: the next adapter asks again.
      select(undefined)
      tellStep(editor, t('insertedMany', { count: stages.length }))
    }
  }
  function insertAll({ adapters, gated }: Chain, targets: TargetsOf): ReturnType<typeof insertChain> {
    const [only] = adapters
    if (only !== undefined && adapters.length === 1)
      return insertAdapter(client, project, editor, () => newest.current, only, targets(only, undefined))
    const links = adapters.map((adapter): ChainLink => ({
      adapter,
      targets: (last) => targets(adapter, last),
      ...(adapter.pattern === gated ? { gateTitle: (environment) => t('gateTitle', { environment }) } : {}),
    }))
    return insertChain(client, project, editor, () => newest.current, links)
  }
  function insertForAll(chain: Chain, chosen: Targets): void {
    setAsking(undefined)
    setTargets(chosen)
    void insertFor(chain, chosen.applications.length, ({ category }) =>
      chosen.applications.map((application) => targetIn(view.world, application, standsOnce(category), chosen)),
    )
  }

  const dialog = isSettingUp ? (
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
  ) : asking === undefined || asked === undefined ? null : (
    <ChooseTargets
      world={view.world}
      adapter={asked.name}
      stands={standing(asked)}
      chosen={firstTargets(view, asked.adapters, {
        environment: asking.place.environment,
        before: targets,
        drafted: Object.keys(editor.store.getState().history.present),
      })}
      onClose={() => setAsking(undefined)}
      onChoose={(chosen) => insertForAll(asked, chosen)}
    />
  )
  return { insert, setUp, isCompiling: compiling > 0, dialog }
}

/** Whether the page has gone, for what comes later. */
function useHasLeft(): RefObject<boolean> {
  const hasLeft = useRef(false)
  useEffect(() => {
    hasLeft.current = false
    return () => {
      hasLeft.current = true
    }
  }, [])
  return hasLeft
}

function changesAnything({ store }: Editor, texts: Texts): boolean {
  const before = store.getState()
  return Object.entries(texts).some(([id, text]) => draftedText(before, id) !== text)
}

/** Where the stages of a chain stand, which is known before anything is compiled. */
function standing({ adapters }: Chain): ChooseTargetsProps['stands'] {
  if (adapters.every(({ stages }) => stages.length === 0)) return 'nowhere'
  return adapters.every(({ category }) => standsOnce(category)) ? 'once' : 'in-each'
}

/** Where an application's stages of an adapter go: once, or into each of the environments that it has. */
function targetIn(world: World, application: string, isOnce: boolean, chosen: Targets): AdapterTarget {
  const [first = ''] = world.environments.map(({ name }) => name)
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
}
