import { Plus, X } from 'lucide-react'
import { addStageGate, removeStageGate } from '#domain/line/edit/line-edits.ts'
import type { Gate } from '#domain/line/gate.ts'
import type { Stage } from '#domain/line/line.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { PickMenu } from '#ui/overlays/pick-menu.tsx'
import { useDesigner, useView } from '../designer-context.tsx'
import { designerMessages } from '../messages.ts'
import { laneTitle } from '../board/picture.tsx'

/** The stages that wait for a gate, each to be added or removed with a click. */
export function GateHolds({ gate }: { readonly gate: Gate }) {
  const t = useMessages(designerMessages)
  const { editable, editLine, select } = useDesigner()
  const view = useView()
  const isHeld = ({ gates }: Stage): boolean => gates?.includes(gate.name) === true
  const holds = view.line.spec.stages.filter(isHeld)
  const lanes = new Set(holds.map((stage) => view.laneOf.get(stage.name)))
  return (
    <section>
      <h3 className="lw-label">{t('holds')}</h3>
      <ul className="lw-name-list">
        {holds.map(({ name }) => (
          <li key={name}>
            <button type="button" className="lw-text-button lw-mono" onClick={() => select(name)}>
              {name}
            </button>
            {editable && holds.length > 1 ? (
              <IconButton
                label={t('removeNamed', { name })}
                onPress={() =>
                  editLine(t('stepRelease', { stage: name, gate: gate.name }), (text) =>
                    removeStageGate(text, name, gate.name),
                  )
                }
              >
                <X size={14} aria-hidden />
              </IconButton>
            ) : null}
          </li>
        ))}
      </ul>
      {editable && holds.length < view.line.spec.stages.length ? (
        <PickMenu
          label={t('holdAnother')}
          trigger={
            <Button kind="quiet" icon={<Plus size={14} aria-hidden />}>
              {t('holdAnother')}
            </Button>
          }
          sections={() =>
            // Stages of the same lane come first: most likely they are meant.
            view.lanes
              .toSorted((a, b) => Number(lanes.has(b)) - Number(lanes.has(a)))
              .map((lane) => ({
                title: laneTitle(lane, t),
                items: view.line.spec.stages
                  .filter((stage) => view.laneOf.get(stage.name) === lane && !isHeld(stage))
                  .map(({ name }) => ({ id: name, textValue: name })),
              }))
          }
          onPick={(name) =>
            editLine(t('stepHold', { stage: name, gate: gate.name }), (text) => addStageGate(text, name, gate.name))
          }
        />
      ) : null}
    </section>
  )
}
