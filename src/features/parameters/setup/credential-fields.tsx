import { KeyRound, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { normalise } from '#domain/ids.ts'
import { applySteps } from '#domain/line/edit/splice.ts'
import { credentialKeys, isKnownCredential, secretNameFor, secretNames } from '#domain/parameters/credentials.ts'
import { parseParameterSet } from '#domain/parameters/parameter-set.ts'
import { hostedTokenSecret } from '#domain/parameters/derived.ts'
import type { Result } from '#domain/result.ts'
import { SecretDialog } from '#parts/secrets/secret-dialog.tsx'
import { secretMessages } from '#parts/secrets/secret-messages.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Menu, MenuItem } from '#ui/overlays/menu.tsx'
import { ComboField } from '#ui/fields/combo-field.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { parametersMessages } from '../messages.ts'
import { useValues } from '../values-context.ts'
import './setup-fields.css'

/** Sets the credentials in a ParameterSet; empty names are removed. */
export function setCredentials(text: string, credentials: Readonly<Record<string, string>>): Result<string> {
  const before = parseParameterSet(text).credentials
  const names = [...new Set([...Object.keys(before), ...Object.keys(credentials)])]
  const changed = names.filter((name) => (before[name] ?? '') !== (credentials[name] ?? ''))
  if (changed.length === 0) return { ok: true, value: text }
  const filled = Object.fromEntries(Object.entries(credentials).filter(([, value]) => value !== ''))
  if (text.trim() === '') return applySteps('config: {}\n', [{ op: 'set', path: ['credentials'], value: filled }])
  const isEmptied = Object.keys(filled).length === 0
  if (isEmptied) return applySteps(text, [{ op: 'remove', path: ['credentials'] }])
  return applySteps(
    text,
    changed.map((name) =>
      (credentials[name] ?? '') === ''
        ? ({ op: 'remove', path: ['credentials', name] } as const)
        : ({ op: 'set', path: ['credentials', name], value: credentials[name] ?? '' } as const),
    ),
  )
}

interface CredentialFieldsProps {
  readonly environment: string
  /** Credentials that targets and repository need; further ones were added by hand. */
  readonly needed: readonly string[]
  readonly credentials: Readonly<Record<string, string>>
  readonly onChange: (credentials: Readonly<Record<string, string>>) => void
}

/** A secret reference for each credential, with a way to store its value. Others can be added under any name. */
export function CredentialFields({ environment, needed, credentials, onChange }: CredentialFieldsProps) {
  const t = useMessages(parametersMessages)
  const word = useMessages(secretMessages)
  const { project, secretKeys } = useValues()
  const [writing, setWriting] = useState<string>()
  const [added, setAdded] = useState<readonly string[]>(() => Object.keys(credentials))
  const keys = secretKeys(environment)
  const isSet = (name: string): boolean =>
    name === hostedTokenSecret || keys.some((key) => key === name || key.startsWith(`${name}/`))
  const shown = [...new Set([...needed, ...added])]
  const names = secretNames(keys).map((id) => ({ id }))
  return (
    <fieldset className="lw-values-fieldset">
      <legend>{t('credentials')}</legend>
      {shown.length === 0 ? <p className="lw-muted">{t('noCredentials')}</p> : null}
      {shown.map((parameter) => {
        const name = credentials[parameter] ?? ''
        return (
          <div key={parameter} className="lw-values-credential">
            <div>
              <ComboField
                label={isKnownCredential(parameter) ? `${t(parameter)} (${parameter})` : parameter}
                help={
                  name === ''
                    ? t('credentialHelp')
                    : isSet(name)
                      ? t('secretIsSet')
                      : t('secretIsNotSet', { environment })
                }
                value={name}
                onChange={(value) => onChange({ ...credentials, [parameter]: value.trim() })}
                sections={names.length === 0 ? [] : [{ title: t('keptSecrets', { environment }), items: names }]}
                empty={t('noSecrets', { environment })}
              />
            </div>
            <Button icon={<KeyRound size={14} aria-hidden />} onPress={() => setWriting(parameter)}>
              {word('setValue')}
            </Button>
            {needed.includes(parameter) ? null : (
              <IconButton
                label={t('removeCredential', { name: parameter })}
                onPress={() => {
                  setAdded(added.filter((one) => one !== parameter))
                  onChange({ ...credentials, [parameter]: '' })
                }}
              >
                <X size={14} aria-hidden />
              </IconButton>
            )}
          </div>
        )
      })}
      <AddCredential shown={shown} onAdd={(parameter) => setAdded([...added, parameter])} />
      {writing === undefined ? null : (
        <SecretDialog
          project={project}
          environment={environment}
          secret={
            credentials[writing] === undefined || credentials[writing] === ''
              ? secretNameFor(writing)
              : credentials[writing]
          }
          onClose={() => setWriting(undefined)}
          onSet={(name) => onChange({ ...credentials, [writing]: name })}
        />
      )}
    </fieldset>
  )
}

interface AddCredentialProps {
  readonly shown: readonly string[]
  readonly onAdd: (parameter: string) => void
}

const own = '+own'
const parameterName = /^[A-Za-z][A-Za-z0-9]*$/

/** Adds a known credential, or one under a name of one's own that adapters ask for. */
function AddCredential({ shown, onAdd }: AddCredentialProps) {
  const t = useMessages(parametersMessages)
  const [typed, setTyped] = useState<string>()
  const others = Object.keys(credentialKeys)
    .filter(isKnownCredential)
    .filter((name) => !shown.includes(name))
  if (typed === undefined)
    return (
      <div>
        <Menu
          label={t('addCredential')}
          trigger={<Button icon={<Plus size={14} aria-hidden />}>{t('addCredential')}</Button>}
          onAction={(id) => (id === own ? setTyped('') : onAdd(id))}
        >
          {[
            ...others.map((name) => <MenuItem key={name} id={name} textValue={t(name)} />),
            <MenuItem key={own} id={own} textValue={t('ownCredential')} />,
          ]}
        </Menu>
      </div>
    )
  const name = normalise(typed)
  const isGood = parameterName.test(name) && !shown.includes(name)
  function add(): void {
    onAdd(name)
    setTyped(undefined)
  }
  return (
    <div className="lw-values-credential">
      <TextField
        label={t('ownCredentialName')}
        help={t('ownCredentialHelp')}
        error={name === '' || isGood ? undefined : t('ownCredentialForm')}
        value={typed}
        onChange={setTyped}
        mono
        autoFocus
      />
      <Button isDisabled={!isGood} onPress={add}>
        {t('add')}
      </Button>
      <IconButton label={t('cancel')} onPress={() => setTyped(undefined)}>
        <X size={14} aria-hidden />
      </IconButton>
    </div>
  )
}
