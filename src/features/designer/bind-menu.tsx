import { Link2, Unlink } from 'lucide-react'
import { removeStageParam } from '#domain/line/edit/stage-edits.ts'
import { descendantsOf, lineGraph } from '#domain/line/graph.ts'
import type { Stage } from '#domain/line/line.ts'
import { IconButton } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Menu, MenuItem, MenuSection } from '#ui/menu.tsx'
import { useDesigner } from './designer-context.ts'
import { makeLink, type Pulled } from './edits.ts'
import { resultsOf } from './analysis.ts'
import { designerMessages } from './messages.ts'

/** Binds a parameter to an input of the line or to a result of a stage that does not come after. */
export function BindMenu({
  stage,
  parameter,
  isBound,
}: {
  readonly stage: Stage
  readonly parameter: string
  readonly isBound: boolean
}) {
  const t = useMessages(designerMessages)
  const { view, editLine } = useDesigner()
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
  const inputs = (view.line.spec.params ?? []).map((input): Pulled => ({
    kind: 'input',
    input: input.name,
    to: stage.name,
    parameter,
  }))
  const choices = new Map([...inputs, ...results].map((pulled) => [wordOf(pulled), pulled]))
  const items = (list: readonly Pulled[]) =>
    list.map((pulled) => <MenuItem key={wordOf(pulled)} id={wordOf(pulled)} textValue={wordOf(pulled)} />)

  function handleAction(id: string): void {
    const pulled = choices.get(id)
    if (pulled !== undefined) editLine(t('stepSet', { name: parameter }), makeLink(view.line, pulled))
    else editLine(t('stepSet', { name: parameter }), (text) => removeStageParam(text, stage.name, parameter))
  }
  return (
    <Menu
      label={t('bind', { name: parameter })}
      placement="bottom end"
      onAction={handleAction}
      trigger={
        <IconButton label={t('bind', { name: parameter })}>
          <Link2 size={16} aria-hidden />
        </IconButton>
      }
    >
      {inputs.length === 0 ? null : <MenuSection title={t('bindInputs')}>{items(inputs)}</MenuSection>}
      {results.length === 0 ? null : <MenuSection title={t('bindResults')}>{items(results)}</MenuSection>}
      {choices.size === 0 ? <MenuItem id=" " textValue={t('nothingToBind')} isDisabled /> : null}
      {isBound ? (
        <MenuItem id=" unbind" textValue={t('unbind')} icon={<Unlink size={14} aria-hidden />} danger />
      ) : null}
    </Menu>
  )
}

function wordOf(pulled: Pulled): string {
  return pulled.kind === 'result'
    ? `${pulled.from}.${pulled.result}`
    : pulled.kind === 'input'
      ? pulled.input
      : pulled.from
}
