import { setConcurrency } from '#domain/line/edit/line-edits.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Switch } from '#ui/fields/switch.tsx'
import { useDesigner, useView } from '../designer-context.tsx'
import { LineInputList, LineResultList } from './line-ends.tsx'
import { lineSettingsMessages } from './line-settings-messages.ts'

const rules = ['oneAtATime', 'newestSupersedes'] as const

/** The form of the line as a whole: inputs, results, how its runs queue. */
export function LineSettings() {
  const t = useMessages(lineSettingsMessages)
  const { line, editable, editLine } = useDesigner()
  const view = useView()
  return (
    <>
      <LineInputList />
      <LineResultList />
      <section className="lw-line-settings" aria-labelledby="line-settings">
        <h2 id="line-settings">{t('runsOf', { line })}</h2>
        {rules.map((rule) => (
          <Switch
            key={rule}
            isSelected={view.line.spec.concurrency?.[rule] === true}
            isDisabled={!editable}
            onChange={(isOn) => editLine(t('step', { line }), (text) => setConcurrency(text, rule, isOn))}
          >
            {t(rule)}
          </Switch>
        ))}
      </section>
    </>
  )
}
