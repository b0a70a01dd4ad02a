import { Hexagon, Trash2 } from 'lucide-react'
import { setGateField } from '#domain/line/edit/line-edits.ts'
import type { Plain } from '#domain/line/edit/write-yaml.ts'
import type { Gate } from '#domain/line/gate.ts'
import { Button } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { NumberField } from '#ui/fields/number-field.tsx'
import { Switch } from '#ui/fields/switch.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { useDesigner } from '../designer-context.tsx'
import { GateApprovers } from './gate-approvers.tsx'
import { GateHolds } from './gate-holds.tsx'
import { GateQuestions } from './gate-questions.tsx'
import { designerMessages } from '../messages.ts'
import { SelectionMenu } from './selection-menu.tsx'
import '../palette/palette.css'

/** The form of a gate. */
export function GateInspector({ gate }: { readonly gate: Gate }) {
  const t = useMessages(designerMessages)
  const { editable, editLine, remove } = useDesigner()
  const set = (field: string, value: Plain | undefined): boolean =>
    editLine(
      t('stepChange', { name: gate.name }),
      (text) => setGateField(text, gate.name, field, value),
      `gate ${gate.name} ${field}`,
    )
  const write = (field: string) => (value: string) => set(field, value === '' ? undefined : value)
  return (
    <div className="lw-inspector">
      <header className="lw-inspector-head">
        <div className="lw-inspector-title">
          <span className="lw-palette-icon">
            <Hexagon size={16} strokeWidth={1.5} aria-hidden />
          </span>
          <h2 className="lw-ellipsis">{gate.name}</h2>
          <SelectionMenu name={gate.name} kind="gate" />
        </div>
      </header>
      <div className="lw-form-rows">
        <TextField
          label={t('gateTitleField')}
          value={gate.title ?? ''}
          isDisabled={!editable}
          onChange={write('title')}
        />
        <TextField
          label={t('instructions')}
          value={gate.instructions ?? ''}
          rows={4}
          isDisabled={!editable}
          onChange={write('instructions')}
        />
        <NumberField
          label={t('requiredApprovals')}
          value={gate.requiredApprovals}
          minimum={1}
          isDisabled={!editable}
          onChange={(value) => (value === undefined ? undefined : set('requiredApprovals', value))}
        />
        <Switch
          isSelected={gate.requesterMayApprove}
          isDisabled={!editable}
          onChange={(value) => set('requesterMayApprove', value)}
        >
          {t('requesterMayApprove')}
        </Switch>
        <GateApprovers gate={gate} />
        <GateQuestions gate={gate} />
        <GateHolds gate={gate} />
        {editable ? (
          <div>
            <Button kind="danger" icon={<Trash2 size={16} aria-hidden />} onPress={() => remove([`gate:${gate.name}`])}>
              {t('removeNamed', { name: gate.name })}
            </Button>
          </div>
        ) : null}
      </div>
    </div>
  )
}
