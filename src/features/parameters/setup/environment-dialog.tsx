import { z } from 'zod'
import { documentId } from '#domain/documents.ts'
import type { Environment } from '#domain/project.ts'
import { useTyped } from '#parts/use-typed.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { NumberField } from '#ui/fields/number-field.tsx'
import { Select } from '#ui/fields/select.tsx'
import { parametersMessages } from '../messages.ts'
import { useValues } from '../values-context.ts'
import { CopyFields } from './copy-fields.tsx'
import { isGoodName, NameFields, nameOf, namesSchema } from './name-fields.tsx'
import { ResourceDialog } from './resource-dialog.tsx'
import { saveResource } from './resource-edits.ts'
import {
  areComplete,
  cleanTargets,
  type TargetDraft,
  targetDraftSchema,
  TargetFields,
  withNamespace,
} from './target-fields.tsx'
import { isDeployedTo, useEnvironmentCopy } from './use-environment-copy.ts'
import './setup-fields.css'

interface EnvironmentDialogProps {
  readonly environment?: Environment | undefined
  readonly onClose: () => void
  readonly onCreated?: (name: string) => void
}

const nothing = '-'

/** Creates or edits an environment with its targets. A copy of another one only asks for what must differ. */
export function EnvironmentDialog({ environment, onClose, onCreated }: EnvironmentDialogProps) {
  const t = useMessages(parametersMessages)
  const { project, world, editor, apply, reference } = useValues()
  const form = `environment/${environment?.name ?? ''}`
  const [names, setNames] = useTyped(`${form} names`, namesSchema, {
    displayName: environment?.displayName ?? '',
    name: environment?.name ?? '',
    description: environment?.description ?? '',
  })
  const [typedTargets, setTargets] = useTyped<readonly TargetDraft[]>(
    `${form} targets`,
    z.array(targetDraftSchema),
    () => environment?.provisioningTargets.map((target) => ({ ...target })) ?? [{ kind: 'local' }],
  )
  // Copying an environment without Deployments would bring nothing.
  const [from, setFrom] = useTyped(`${form} from`, z.string(), () =>
    environment === undefined && onCreated === undefined && isDeployedTo(world, reference) ? reference : '',
  )
  const last = Math.max(0, ...world.environments.map((one) => one.order))
  const [place, setPlace] = useTyped(`${form} place`, z.number().optional(), environment?.order)
  const name = environment?.name ?? nameOf(names)
  const taken = world.environments.map((one) => one.name)
  const isCopy = environment === undefined && from !== ''
  const targets = withNamespace(typedTargets, name === '' ? '' : `${project}-${name}`)
  const copying = useEnvironmentCopy({
    form,
    from,
    name,
    displayName: names.displayName,
    description: names.description,
    place,
  })
  const order = isCopy ? copying.order : (place ?? last + 1)
  const isNamed = environment !== undefined || isGoodName(name, taken)
  const fault = !isNamed
    ? t('nameNeeded')
    : names.displayName.trim() === ''
      ? t('displayNameNeeded')
      : !isCopy && !areComplete(targets)
        ? t('targetsIncomplete')
        : undefined

  function save(): boolean {
    const fields = {
      name,
      displayName: names.displayName.trim(),
      description: names.description.trim(),
      order,
      provisioningTargets: cleanTargets(targets),
    }
    const edit = saveResource(editor.store.getState(), documentId('environment', name), fields)
    const done = apply(t('stepSave', { name }), edit)
    if (done) onCreated?.(name)
    return done
  }

  return (
    <ResourceDialog
      title={environment === undefined ? t('newEnvironment') : t('editEnvironment', { name })}
      id={environment === undefined ? undefined : documentId('environment', name)}
      fault={fault}
      size={isCopy ? 'wide' : 'normal'}
      prepare={copying.prepare}
      onSave={isCopy ? copying.save : save}
      onClose={onClose}
    >
      <NameFields names={names} onChange={setNames} taken={taken} isKnown={environment !== undefined} />
      <div className="lw-values-pairs">
        {environment === undefined && onCreated === undefined ? (
          <Select
            label={t('startFrom')}
            help={t('startFromHelp')}
            choices={[
              { id: nothing, title: t('empty') },
              ...taken.map((one) => ({ id: one, title: t('copyOf', { name: one }) })),
            ]}
            value={from === '' ? nothing : from}
            onChange={(id) => setFrom(id === nothing ? '' : id)}
          />
        ) : null}
        <NumberField label={t('boardOrder')} help={t('boardOrderHelp')} value={order} onChange={setPlace} minimum={0} />
      </div>
      {isCopy ? <CopyFields copying={copying} /> : <TargetFields targets={targets} onChange={setTargets} />}
    </ResourceDialog>
  )
}
