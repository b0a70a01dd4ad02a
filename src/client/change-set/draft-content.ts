import { z } from 'zod'
import type { Texts } from '#domain/documents.ts'
import { historyOf, type Step } from '#domain/history.ts'
import { patchBetween, patched, type TextPatch, textPatchSchema } from '#domain/text-patch.ts'
import type { Bases, EditorState, TextHistory } from './editor.ts'

const textsSchema = z.record(z.string(), z.string())

const basesSchema = z.record(
  z.string(),
  z.object({ digest: z.string().optional(), text: z.string(), version: z.number() }),
)

/** A step of the history, stored as the difference to the neighbouring state nearer to the present; null removes a document. */
const stepSchema = z.object({
  name: z.string(),
  changes: z.record(z.string(), textPatchSchema.nullable()),
  bases: basesSchema.optional(),
})
type KeptStep = z.infer<typeof stepSchema>

/** What a draft holds: texts, their history, and their base versions. Secret values are never part of documents, so never of drafts. */
const contentSchema = z.object({
  texts: textsSchema,
  // A history in an unknown format is dropped; the texts are kept.
  past: z.array(stepSchema).catch([]),
  future: z.array(stepSchema).catch([]),
  bases: basesSchema,
})

const keptSteps = 100

export interface RestoredDraft {
  readonly history: TextHistory
  readonly bases: Bases
}

/** The stored content of a draft: the texts once, and for each step of the history its difference. */
export function draftContent({
  history,
  bases,
}: Pick<EditorState, 'history' | 'bases'>): z.input<typeof contentSchema> {
  const past = history.past.slice(-keptSteps)
  const future = history.future.slice(0, keptSteps)
  // Includes documents that only an earlier or later state changes: undo and redo need their bases.
  const ids = new Set([history.present, ...[...past, ...future].map(({ document }) => document)].flatMap(Object.keys))
  return {
    texts: history.present,
    past: keptFrom(history.present, past.toReversed()).toReversed(),
    future: keptFrom(history.present, future),
    bases: Object.fromEntries([...ids].flatMap((id) => (bases[id] === undefined ? [] : [[id, bases[id]]]))),
  }
}

/** The documents that the steps of a draft have touched. */
export function touchedIn(content: unknown): readonly string[] {
  const { data } = contentSchema.pick({ bases: true }).safeParse(content)
  return data === undefined ? [] : Object.keys(data.bases)
}

/** The documents of a draft that started from nothing. */
export function begunIn(content: unknown): readonly string[] {
  const { data } = contentSchema.pick({ texts: true, bases: true }).safeParse(content)
  return data === undefined ? [] : Object.keys(data.texts).filter((id) => data.bases[id]?.digest === undefined)
}

/** Parses a stored draft; undefined if it has another format. */
export function readDraft(content: unknown): RestoredDraft | undefined {
  const parsed = contentSchema.safeParse(content)
  if (!parsed.success) return undefined
  const { texts, past, future, bases } = parsed.data
  const history = {
    ...historyOf<Texts, string, Bases>(texts),
    past: restoredFrom(texts, past.toReversed()).toReversed(),
    future: restoredFrom(texts, future),
  }
  return { history, bases: readBases(bases) }
}

function readBases(bases: z.output<typeof basesSchema>): Bases {
  return Object.fromEntries(
    Object.entries(bases).map(([id, { digest, text, version }]) => [
      id,
      { text, version, ...(digest === undefined ? {} : { digest }) },
    ]),
  )
}

// States are immutable, so each difference is computed once; otherwise every save would compare the whole history.
const known = new WeakMap<Texts, { readonly from: Texts; readonly changes: KeptStep['changes'] }>()

/** Returns the steps from the present outwards. */
function keptFrom(present: Texts, steps: TextHistory['past']): KeptStep[] {
  let from = present
  return steps.map(({ document, name, aside }) => {
    const before = known.get(document)
    const changes = before?.from === from ? before.changes : changesBetween(from, document)
    known.set(document, { from, changes })
    from = document
    return { name, changes, ...(aside === undefined ? {} : { bases: aside }) }
  })
}

function changesBetween(from: Texts, to: Texts): KeptStep['changes'] {
  const changes: Record<string, TextPatch | null> = {}
  for (const id of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const [before, after] = [from[id], to[id]]
    if (before === after) continue
    changes[id] = after === undefined ? null : patchBetween(before ?? '', after)
  }
  return changes
}

function restoredFrom(present: Texts, steps: readonly KeptStep[]): Step<Texts, string, Bases>[] {
  let from = present
  return steps.map(({ name, changes, bases }) => {
    const document: Record<string, string> = { ...from }
    for (const [id, patch] of Object.entries(changes)) {
      if (patch === null) delete document[id]
      else document[id] = patched(from[id] ?? '', patch)
    }
    from = document
    return { name, document, ...(bases === undefined ? {} : { aside: readBases(bases) }) }
  })
}
