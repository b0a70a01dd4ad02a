import { Link2, Unlink } from 'lucide-react'
import { removeStageParam } from '#domain/line/edit/stage-edits.ts'
import { descendantsOf, lineGraph } from '#domain/line/graph.ts'
import type { Stage } from '#domain/line/line.ts'
import { IconButton } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { PickMenu, type PickSection } from '#ui/overlays/pick-menu.tsx'
import { resultsOf } from '../line/analysis.ts'
import { useDesigner, useView } from '../designer-context.tsx'
import { makeLink, type Pulled } from '../line/edits.ts'
import { designerMessages } from '../messages.ts'
import { fitsByName } from './pulling.ts'

export interface BindMenuProps {
  readonly stage: Stage
  readonly parameter: string
  readonly isBound: boolean
}

/**
 * Binds a parameter to an input of the line, or to a result of a stage that may run before. The best name comes first.
 */
export function BindMenu({ stage, parameter, isBound }: BindMenuProps) {
  const t = useMessages(designerMessages)
  const { editLine } = useDesigner()
  const view = useView()
  function choices(): ReadonlyMap<string, Pulled> {
    const after = descendantsOf(lineGraph(view.line), stage.name)
    const results = view.line.spec.stages
      .filter((other) => other.name !== stage.name && !after.has(other.name))
      .flatMap((other) =>
        resultsOf(view.world, other).map((result): Pulled => ({
          kind: 'result',
          from: other.name,
          result,
          to: stage.name,
          parameter,
        })),
      )
      .toSorted((a, b) => Number(fits(b)) - Number(fits(a)))
    const inputs = (view.line.spec.params ?? []).map((input): Pulled => ({
      kind: 'input',
      input: input.name,
      to: stage.name,
      parameter,
    }))
    return new Map([...inputs, ...results].map((pulled) => [wordOf(pulled), pulled]))
  }
  const fits = (pulled: Pulled): boolean => pulled.kind === 'result' && fitsByName(parameter, pulled.result)
  function sections(): readonly PickSection[] {
    const all = [...choices()]
    const items = (kind: Pulled['kind']) =>
      all.filter(([, pulled]) => pulled.kind === kind).map(([word]) => ({ id: word, textValue: word }))
    return [
      { title: t('bindInputs'), items: items('input') },
      { title: t('bindResults'), items: items('result') },
      ...(all.length === 0
        ? [{ title: '', items: [{ id: ' ', textValue: t('nothingToBind'), isDisabled: true }] }]
        : []),
      ...(isBound
        ? [
            {
              title: '',
              items: [{ id: ' unbind', textValue: t('unbind'), icon: <Unlink size={14} aria-hidden />, danger: true }],
            },
          ]
        : []),
    ]
  }
  function handlePick(id: string): void {
    const pulled = choices().get(id)
    const words = { name: parameter, stage: stage.name }
    if (pulled !== undefined) editLine(t('stepBind', words), makeLink(view.line, pulled))
    else editLine(t('stepUnbind', words), (text) => removeStageParam(text, stage.name, parameter))
  }
  return (
    <PickMenu
      label={t('bind', { name: parameter })}
      sections={sections}
      onPick={handlePick}
      trigger={
        <IconButton label={t('bind', { name: parameter })}>
          <Link2 size={16} aria-hidden />
        </IconButton>
      }
    />
  )
}

function wordOf(pulled: Pulled): string {
  return pulled.kind === 'result'
    ? `${pulled.from}.${pulled.result}`
    : pulled.kind === 'input'
      ? pulled.input
      : pulled.from
}
