import { Hexagon, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { setGateField } from '#domain/line/edit/line-edits.ts'
import type { Plain } from '#domain/line/edit/write-yaml.ts'
import type { Gate } from '#domain/line/gate.ts'
import { Button } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { NumberField } from '#ui/number-field.tsx'
import { Switch } from '#ui/switch.tsx'
import { TextField } from '#ui/text-field.tsx'
import { useDesigner } from '../designer-context.tsx'
import { GateApprovers } from './gate-approvers.tsx'
import { GateHolds } from './gate-holds.tsx'
import { GateQuestions } from './gate-questions.tsx'
import { designerMessages } from '../messages.ts'
import { SelectionMenu } from './selection-menu.tsx'
import '../palette/palette.css'

/** What a gate asks for. */
export function GateInspector({ gate }: { readonly gate: Gate }) {
  const t = useMessages(designerMessages)
  const { editable, editLine, remove } = useDesigner()
  const [title, setTitle] = useState(gate.title ?? '')
  const [instructions, setInstructions] = useState(gate.instructions ?? '')
  const set = (field: string, value: Plain): boolean =>
    editLine(t('stepChange', { name: gate.name }), (text) => setGateField(text, gate.name, field, value))
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
          value={title}
          isDisabled={!editable}
          onChange={setTitle}
          onBlur={() => (title === (gate.title ?? '') ? undefined : set('title', title))}
        />
        <TextField
          label={t('instructions')}
          value={instructions}
          rows={4}
          isDisabled={!editable}
          onChange={setInstructions}
          onBlur={() => (instructions === (gate.instructions ?? '') ? undefined : set('instructions', instructions))}
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
