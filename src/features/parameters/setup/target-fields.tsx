import { Plus, X } from 'lucide-react'
import { z } from 'zod'
import type { ProvisioningTarget } from '#domain/project.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Select } from '#ui/fields/select.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { parametersMessages } from '../messages.ts'
import './setup-fields.css'

type Kind = ProvisioningTarget['kind']

const kinds = ['local', 'kubernetes', 'gcp', 'aws', 'azure'] as const satisfies readonly Kind[]
/** A target being typed: any field may be empty. */
export const targetDraftSchema = z.object({ kind: z.enum(kinds) }).catchall(z.string())
export type TargetDraft = Readonly<z.output<typeof targetDraftSchema>>

const fieldsOf: Readonly<Record<Kind, readonly TargetField[]>> = {
  local: ['namespace'],
  kubernetes: ['namespace'],
  gcp: ['projectId'],
  aws: ['accountId', 'region'],
  azure: ['tenantId', 'subscriptionId', 'resourceGroupName', 'applicationId'],
}
type TargetField =
  | 'namespace'
  | 'projectId'
  | 'accountId'
  | 'region'
  | 'tenantId'
  | 'subscriptionId'
  | 'resourceGroupName'
  | 'applicationId'

/** Targets without a typed namespace get the environment's name, which keeps them apart. */
export function withNamespace(targets: readonly TargetDraft[], namespace: string): readonly TargetDraft[] {
  return targets.map((target) => ({ namespace, ...target }))
}

/** Whether all fields of all targets are filled in. */
export function areComplete(targets: readonly TargetDraft[]): boolean {
  return targets.every((target) => fieldsOf[target.kind].every((field) => (target[field] ?? '').trim() !== ''))
}

/** Targets without fields of other kinds, which may be left over from switching. */
export function cleanTargets(targets: readonly TargetDraft[]): readonly Readonly<Record<string, string>>[] {
  return targets.map((target) => ({
    kind: target.kind,
    ...Object.fromEntries(fieldsOf[target.kind].map((field) => [field, (target[field] ?? '').trim()])),
    ...(target.kind === 'azure' ? { visibility: target['visibility'] ?? 'public' } : {}),
  }))
}

interface TargetFieldsProps {
  readonly targets: readonly TargetDraft[]
  readonly onChange: (targets: readonly TargetDraft[]) => void
}

/** The provisioning targets of an environment. */
export function TargetFields({ targets, onChange }: TargetFieldsProps) {
  const t = useMessages(parametersMessages)
  const words: Readonly<Record<Kind, string>> = {
    local: t('targetLocal'),
    kubernetes: 'Kubernetes',
    gcp: 'Google Cloud',
    aws: 'Amazon Web Services',
    azure: 'Microsoft Azure',
  }
  return (
    <fieldset className="lw-values-fieldset">
      <legend>{t('targets')}</legend>
      {targets.map((target, index) => (
        <div key={index} className="lw-values-target">
          <div className="lw-values-target-fields">
            <Select
              label={t('targetKind')}
              choices={kinds.map((kind) => ({ id: kind, title: words[kind] }))}
              value={target.kind}
              onChange={(id) => {
                const kind = kinds.find((one) => one === id) ?? 'local'
                onChange(targets.with(index, { ...target, kind }))
              }}
            />
            {fieldsOf[target.kind].map((field) => (
              <TextField
                key={field}
                label={t(field)}
                value={target[field] ?? ''}
                help={field === 'namespace' ? t('namespaceHelp') : undefined}
                onChange={(value) => onChange(targets.with(index, { ...target, [field]: value }))}
                isRequired
                mono
              />
            ))}
            {target.kind === 'azure' ? (
              <Select
                label={t('targetVisibility')}
                help={target['visibility'] === 'private' ? t('targetPrivateHelp') : undefined}
                choices={[
                  { id: 'public', title: t('public') },
                  { id: 'private', title: t('private') },
                ]}
                value={target['visibility'] ?? 'public'}
                onChange={(visibility) => onChange(targets.with(index, { ...target, visibility }))}
              />
            ) : null}
          </div>
          <IconButton label={t('removeTarget')} onPress={() => onChange(targets.toSpliced(index, 1))}>
            <X size={14} aria-hidden />
          </IconButton>
        </div>
      ))}
      <Button
        icon={<Plus size={14} aria-hidden />}
        onPress={() => onChange([...targets, { kind: targets.length === 0 ? 'local' : 'kubernetes' }])}
      >
        {t('addTarget')}
      </Button>
    </fieldset>
  )
}
