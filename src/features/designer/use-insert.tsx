import { type ReactNode, useState } from 'react'
import { usePlatform } from '#client/platform.ts'
import { problem } from '#domain/problem.ts'
import { err, ok } from '#domain/result.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { showToast } from '#ui/toast.tsx'
import { ChooseApplication } from './choose-application.tsx'
import type { Insertable } from './designer-context.ts'
import type { Compiled } from '#domain/line/draft-world.ts'
import { editText, type Editor } from '#client/change-set/editor.ts'
import { insertGate, insertPipeline, type InsertPlace } from './edits.ts'
import { insertAdapter } from './insert-adapter.ts'
import type { LineView } from './line-view.ts'
import { designerMessages } from './messages.ts'

export interface Inserting {
  readonly insert: (what: Insertable, place?: InsertPlace) => void
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

/** Inserts what the palette offers: at a drop's place, or behind what is selected. */
export function useInsert({ project, editor, view, selected, select, onCompiled }: InsertContext): Inserting {
  const t = useMessages(designerMessages)
  const { client } = usePlatform()
  const [asking, setAsking] = useState<{ readonly pattern: string; readonly place: InsertPlace }>()
  const [isCompiling, setCompiling] = useState(false)
  const adapter = view.world.adapters.find((entry) => entry.pattern === asking?.pattern)
  const neighbour = (place: InsertPlace) => view.line.spec.stages.find((stage) => stage.name === place.behind)

  function insert(what: Insertable, given?: InsertPlace): void {
    const stage = view.line.spec.stages.find((entry) => entry.name === selected)
    const place = given ?? (stage === undefined ? {} : { behind: stage.name, environment: view.laneOf.get(stage.name) })
    if (what.kind === 'pipeline') insertOne(what.name, place)
    else if (what.kind === 'gate') insertOneGate(what.name, place)
    else {
      const application = place.application ?? neighbour(place)?.spec.deployment.app
      if (application === undefined) setAsking({ pattern: what.pattern, place })
      else void insertFor(what.pattern, application, place)
    }
  }
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
  async function insertFor(pattern: string, application: string, place: InsertPlace): Promise<void> {
    const found = view.world.adapters.find((entry) => entry.pattern === pattern)
    if (found === undefined) return
    setCompiling(true)
    const inserted = await insertAdapter(client, project, editor, view, found, application, place)
    setCompiling(false)
    if (!inserted.ok) {
      editor.apply(t('stepInsert', { name: found.name }), () => inserted)
      return
    }
    onCompiled(application, inserted.value.compiled)
    editor.apply(t('stepInsert', { name: found.name }), () => ok(inserted.value.texts))
    if (inserted.value.stages[0] === undefined)
      showToast({ text: t('noStageAdded', { adapter: found.name, application }), onUndo: editor.undo })
    else select(inserted.value.stages[0])
  }

  const dialog =
    asking === undefined || adapter === undefined ? null : (
      <ChooseApplication
        world={view.world}
        adapter={adapter.name}
        application={asking.place.application}
        environment={asking.place.environment}
        onClose={() => setAsking(undefined)}
        onChoose={(application, environment) => {
          setAsking(undefined)
          void insertFor(adapter.pattern, application, { ...asking.place, environment })
        }}
      />
    )
  return { insert, isCompiling, dialog }
}
