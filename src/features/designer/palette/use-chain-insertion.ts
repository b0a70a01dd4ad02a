import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { draftedText, type Editor } from '#client/change-set/editor.ts'
import { usePlatform } from '#client/platform.ts'
import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import type { Texts } from '#domain/documents.ts'
import type { Compiled } from '#domain/line/draft-world.ts'
import type { Problem } from '#domain/problem.ts'
import { ok, type Result } from '#domain/result.ts'
import { useFindingWords } from '#parts/findings/use-finding-words.ts'
import { tellStep } from '#parts/step-toast.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import type { LineView } from '../line/line-view.ts'
import { designerMessages } from '../messages.ts'
import type { AdapterChain } from './adapter-chain.ts'
import { composeMessages } from './compose-messages.ts'
import { type AdapterTarget, insertAdapter, type InsertedAdapter } from './insert-adapter.ts'
import { type ChainLink, insertChain } from './insert-chain.ts'
import { templateMessages } from './template-messages.ts'

export interface ChainContext {
  readonly project: string
  readonly editor: Editor
  readonly view: LineView
  readonly select: (id: string | undefined) => void
  readonly onCompiled: (application: string, compiled: Compiled[string]) => void
}

/** The targets of an adapter in a chain; `last` is the last stage of the adapter before. */
export type TargetsOf = (adapter: AdapterDescription, last: string | undefined) => readonly AdapterTarget[]

const chainMessages = { ...designerMessages, ...composeMessages, ...templateMessages }

/** Inserts chains of adapters, which takes the server's compiler a while, and says what came of it. */
export function useChainInsertion({ project, editor, view, select, onCompiled }: ChainContext) {
  const t = useMessages(chainMessages)
  const words = useFindingWords()
  const { client } = usePlatform()
  // A count, since several chains may be compiling at once.
  const [compiling, setCompiling] = useState(0)
  const hasLeft = useHasLeft()
  const newest = useRef(view)
  newest.current = view

  async function insertFor(chain: AdapterChain, applications: number, targets: TargetsOf): Promise<void> {
    setCompiling((count) => count + 1)
    const inserting = compile(chain, targets).then((inserted) => takeIn(chain, applications, inserted))
    editor.expect(inserting)
    await inserting
    setCompiling((count) => count - 1)
  }
  function compile({ adapters, gated }: AdapterChain, targets: TargetsOf): ReturnType<typeof insertChain> {
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
  function takeIn(chain: AdapterChain, applications: number, inserted: Result<InsertedAdapter, Problem>): void {
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
    // An edit without effect must not become an undo step.
    if (!changesAnything(editor, texts)) {
      showStanding(chain.name, there[0])
      return
    }
    for (const [application, unit] of Object.entries(compiled)) onCompiled(application, unit)
    editor.apply(step, () => ok(texts))
    // The person is on another page by now, with nothing to select.
    if (hasLeft.current) showToast({ text: t('insertedLate', { adapter: chain.name }) })
    else showInserted(chain, applications, step, inserted.value)
  }
  function showStanding(adapter: string, stage: string | undefined): void {
    showToast({ text: stage === undefined ? t('alreadyThere', { adapter }) : t('alreadyStage', { adapter, stage }) })
    if (stage !== undefined && !hasLeft.current) select(stage)
  }
  function showInserted(chain: AdapterChain, applications: number, step: string, inserted: InsertedAdapter): void {
    const { stages, there, compiled } = inserted
    const [first] = stages
    if (first === undefined && there[0] !== undefined) {
      select(there[0])
      tellStep(editor, step)
    } else if (first === undefined) {
      const application = Object.keys(compiled).join(', ')
      tellStep(editor, t('noStageAdded', { adapter: chain.name, application }))
    } else if (stages.length === 1) select(first)
    else if (applications === 1 && chain.adapters.length > 1) {
      // Whatever is inserted next goes behind the chain.
      select(stages.at(-1))
      tellStep(editor, t('inserted', { stages: stages.join(' → ') }))
    } else {
      // With several ends there is no natural place for the next adapter, so it will ask again.
      select(undefined)
      tellStep(editor, t('insertedMany', { count: stages.length }))
    }
  }
  return { insertFor, isCompiling: compiling > 0 }
}

/** Whether the page has been left, for work that finishes later. A layout effect, so that the next page never shows before. */
function useHasLeft(): RefObject<boolean> {
  const hasLeft = useRef(false)
  useLayoutEffect(() => {
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
