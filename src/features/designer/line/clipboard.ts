import { draftedText, editText, inOrder } from '#client/change-set/editor.ts'
import { type Clip, readClip } from '#domain/line/edit/clip.ts'
import { kindsOf } from '#domain/line/kinds-of.ts'
import { removeStages } from '#domain/line/edit/stage-edits.ts'
import { notTakenOf } from '#domain/line/edit/clipped-pipelines.ts'
import { pastedYaml } from '#domain/line/pasted-yaml.ts'
import { yamlObjects } from '#domain/line/yaml-objects.ts'
import { problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { FindingWords } from '#parts/findings/use-finding-words.ts'
import { tellStep } from '#parts/step-toast.ts'
import { showToast } from '#ui/overlays/toast.tsx'
import { shownKeys } from '#ui/commands/keys.ts'
import type { useMessages } from '#ui/i18n/use-messages.tsx'
import type { actionMessages } from './action-messages.ts'
import type { DesignerNow } from '../designer-context.tsx'
import type { InsertPlace } from './edits.ts'
import { clipOf, duplicateStages, type Pasted, pasteClip } from './stage-edits.ts'

type Words = ReturnType<typeof useMessages<typeof actionMessages>>

function textOf({ editor }: DesignerNow): string {
  return draftedText(editor.store.getState(), editor.subject) ?? ''
}

/** The selected stages, without gates and links. */
export function stagesIn({ selection, view }: DesignerNow): readonly string[] {
  return [...selection].filter((id) => view.stages.has(id))
}

/** The selected stages as clipboard text; undefined if none is selected. */
export function textToCopy(designer: DesignerNow): string | undefined {
  const names = stagesIn(designer)
  return names.length === 0 ? undefined : clipOf(textOf(designer), new Set(names))
}

/** Cuts the selected stages once they have been copied. */
export function cutSelection(designer: DesignerNow, t: Words): void {
  const names = stagesIn(designer)
  if (names.length === 0 || !designer.editable) return
  if (designer.editLine(t('stepCut', { count: names.length }), (text) => removeStages(text, names)))
    designer.selectMany([])
}

/** Pastes a text at a place and selects the new stages. */
export function pasteText(
  designer: DesignerNow,
  t: Words,
  findings: FindingWords,
  given: string,
  place: InsertPlace,
): void {
  if (!designer.editable) return
  const text = pastedYaml(given)
  const clip = readClip(text)
  if (clip === undefined) {
    showToast({ text: whyNothing(t, findings, text) })
    return
  }
  const count = clip.stages.length + clip.pipelines.length
  const pasted = placeStages(designer, t('stepPaste', { count }), (line) =>
    pasteClip(line, clip, designer.view.world, place),
  )
  // Somebody who pastes YAML of another environment may not have meant the lane that the pointer happens to be in.
  if (pasted.rebound > 0) tellStep(designer.editor, t('pastedInto', { environment: place.environment ?? '' }))
  const names = clip.leftOut.filter((name) => name !== '').join(t('between'))
  if (names !== '') showToast({ text: t('pastedWithout', { names }) })
  const notTaken = notTakenOf(clip.pipelines).join(t('between'))
  if (notTaken !== '') showToast({ text: t('pastedNotTaken', { names: notTaken }) })
  designer.announce(t('pasted', { count }))
}

/** Says why nothing in a text can be pasted. */
function whyNothing(t: Words, findings: FindingWords, text: string): string {
  const { objects, findings: found } = yamlObjects(text)
  const [broken] = found
  if (broken !== undefined)
    return t('clipboardBroken', {
      line: broken.place.line ?? 1,
      reason: findings.said(broken),
      fix: findings.fix(broken) ?? '',
    }).trim()
  const kinds = kindsOf(objects).join(t('between'))
  return kinds === '' ? t('clipboardEmpty') : t('clipboardOther', { kinds })
}

/** Copies the selected stages right behind themselves. */
export function duplicateSelection(designer: DesignerNow, t: Words): void {
  const names = stagesIn(designer)
  const clip: Clip | undefined = readClip(textToCopy(designer) ?? '')
  if (clip === undefined || !designer.editable) return
  placeStages(designer, t('stepDuplicate', { count: names.length }), (line) => {
    const placed = duplicateStages(line, clip, names)
    return placed.ok ? ok({ ...placed.value, documents: {} }) : placed
  })
}

function placeStages(
  designer: DesignerNow,
  step: string,
  edit: (text: string) => Result<Pasted>,
): Omit<Pasted, 'text'> {
  const { editor } = designer
  let pasted: Omit<Pasted, 'text'> = { names: [], documents: {}, rebound: 0 }
  const line = editText(editor.store.getState(), editor.subject, (text) => {
    const placed = edit(text)
    if (!placed.ok) return placed
    pasted = placed.value
    return ok(placed.value.text)
  })
  if (
    designer.editTexts(
      step,
      inOrder(line, (texts) => ok({ ...texts, ...pasted.documents })),
    )
  )
    designer.selectMany(pasted.names)
  return pasted
}

/** Writes to the clipboard from a menu, where there is no clipboard event. */
export async function writeClipboard(text: string): Promise<void> {
  await navigator.clipboard.writeText(text)
}

/** Reads the clipboard from a menu. Browsers may forbid that; the keys always work. */
export async function readClipboard(t: Words): Promise<Result<string>> {
  try {
    return ok(await navigator.clipboard.readText())
  } catch {
    return err(problem('not-possible-now', t('clipboardClosed', { keys: shownKeys('Mod+V') })))
  }
}
