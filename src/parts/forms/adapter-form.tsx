import { Link2 } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { z } from 'zod'
import {
  optionsYaml,
  type OptionsPlace,
  optionValue,
  setOption,
  setOptionsYaml,
} from '#domain/adapters/qvs-config/adapter-options.ts'
import { changeItems } from '#domain/adapters/qvs-config/option-items.ts'
import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import type { QvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import type { Result } from '#domain/result.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { CodeView } from '#ui/code/code-view.tsx'
import type { FormGroup, FormItemChange } from '#ui/form/form-field.ts'
import { ValueForm } from '#ui/form/value-form.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Menu, MenuItem } from '#ui/overlays/menu.tsx'
import { useTyped, useTypedKey } from '../use-typed.ts'
import { valueMessages } from '../values/value-messages.ts'
import { adapterFormMessages } from './adapter-form-messages.ts'
import { type AdapterField, adapterFields, isLeft, without } from './adapter-fields.ts'

export interface AdapterFormProps {
  readonly adapter: AdapterDescription
  /** Index of the entry in `designPatterns`. */
  readonly index: number
  readonly text: string
  readonly config: QvsConfig
  readonly isDisabled: boolean
  /** Storage key for unfinished typing, as for `useTyped`. */
  readonly keptAs: string
  /** Applies an edit to the QVS Config; edits with the same mark are merged to one step. */
  readonly onEdit: (edit: (text: string) => Result<string>, mark: string) => void
}

/**
 * Parameters and options of an adapter in use, as a form made from its schema. Either block can be edited as YAML
 * instead.
 */
export function AdapterForm({ adapter, index, text, config, isDisabled, keptAs, onEdit }: AdapterFormProps) {
  const t = useMessages(adapterFormMessages)
  const words = useMessages(valueMessages)
  const entriesKeptAs = useTypedKey(keptAs)
  const [unread, setUnread] = useTyped(`${keptAs} yaml`, unreadSchema, undefined)
  const [raw, setRaw] = useState<readonly OptionsPlace['section'][]>([])
  const entry = config.designPatterns[index]
  const sections = useMemo(
    () => [
      { section: 'params' as const, fields: adapter.parameters, values: entry?.params ?? {} },
      { section: 'pipelineParams' as const, fields: adapter.options, values: entry?.pipelineParams ?? {} },
    ],
    [adapter, entry],
  )
  const all = sections.map((one) => ({
    ...one,
    shown: adapterFields(
      words,
      {
        default: t('default'),
        noYaml: t('noYaml'),
        empty: t('emptyText'),
        secret: t('secretFrom'),
        from: (name) => t('fromParameter', { name }),
      },
      { ...one, yamlOf: (path) => optionsYaml(text, { index, section: one.section }, path), unread },
    ),
  }))
  const every = all.flatMap(({ shown }) => shown)
  const byId = new Map(every.flatMap(withInner).map((one) => [one.id, one]))
  // Values missing when the form opened stay at the top while they are filled in. Missing values of list items stay
  // with their item.
  const [first] = useState(
    () =>
      new Set(
        every
          .flatMap(fixedLeaves)
          .filter(isLeft)
          .map(({ id }) => id),
      ),
  )
  const toFill = [...byId.values()]
    .filter(({ id }) => first.has(id))
    .map((field) => ({ ...field, label: field.place.path.join('.') }))
  const left = toFill.filter(isLeft).length

  function group({ section, shown }: (typeof all)[number]): FormGroup {
    const isRaw = raw.includes(section)
    const title = t(section === 'params' ? 'parameters' : 'options')
    const place = { index, section }
    return {
      id: section,
      title,
      note: t(section === 'params' ? 'parametersNote' : 'optionsNote'),
      tone: 'plain',
      isOpen: true,
      fields: without(shown, first),
      aside: (
        <Button kind="quiet" onPress={() => setRaw(isRaw ? raw.filter((one) => one !== section) : [...raw, section])}>
          {t(isRaw ? 'asForm' : 'asYaml')}
        </Button>
      ),
      ...(isRaw
        ? {
            instead: (
              <RawBlock
                label={t('yamlOf', { section: title, adapter: adapter.name })}
                text={text}
                place={place}
                keptAs={`${keptAs} ${section}`}
                isDisabled={isDisabled}
                onEdit={onEdit}
              />
            ),
          }
        : {}),
    }
  }
  const groups: readonly FormGroup[] = [
    ...(toFill.length === 0
      ? []
      : [
          {
            id: 'fill',
            title: left === 0 ? t('filled') : t('toFill', { count: left }),
            tone: 'fill' as const,
            isOpen: true,
            fields: toFill,
          },
        ]),
    ...all.filter(({ fields }) => fields.length > 0).map(group),
  ]
  function handleChange(id: string, value: string | undefined): void {
    const field = byId.get(id)
    if (field === undefined) return
    const { section, path } = field.place
    if (field.isYaml === true) {
      // Text that is not valid yet stays in the field.
      const given = value ?? ''
      const edited =
        field.check(given) === undefined ? setOptionsYaml(text, { index, section }, given, path) : undefined
      const isTaken = edited?.ok === true
      setUnread(isTaken ? withoutBelow(unread, id) : { ...unread, [id]: given })
      if (isTaken) onEdit(() => edited, `option ${String(index)} ${id}`)
      return
    }
    const typed = value ?? (field.isEntry === true ? '' : undefined)
    const given = typed === undefined ? undefined : optionValue(field.field, typed)
    onEdit((before) => setOption(before, { index, section }, path, given), `option ${String(index)} ${id}`)
  }
  function handleItems(id: string, change: FormItemChange): void {
    const field = byId.get(id)
    if (field === undefined) return
    const { section, path } = field.place
    // The items behind it have new indices now.
    setUnread(withoutBelow(unread, id))
    const items = { field: field.field, path, given: field.given }
    onEdit(
      (before) => changeItems(before, { index, section }, items, change),
      `items ${String(index)} ${id} ${JSON.stringify([change, field.given])}`,
    )
  }
  function bind(id: string, { section, path }: AdapterField['place'], name: string): void {
    onEdit((before) => setOption(before, { index, section }, path, `$(params.${name})`), `bind ${String(index)} ${id}`)
  }
  return (
    <ValueForm
      label={adapter.name}
      keptAs={entriesKeptAs}
      groups={groups}
      isDisabled={isDisabled}
      onChange={handleChange}
      onItems={handleItems}
      asideOf={(id): ReactNode => {
        const field = byId.get(id)
        return field === undefined || isDisabled ? null : (
          <BindMenu field={field} parameters={config.params} onBind={(name) => bind(id, field.place, name)} />
        )
      }}
    />
  )
}

interface BindMenuProps {
  readonly field: AdapterField
  readonly parameters: QvsConfig['params']
  readonly onBind: (parameter: string) => void
}

/** Makes a field read a parameter of the QVS Config. */
function BindMenu({ field, parameters, onBind }: BindMenuProps) {
  const t = useMessages(adapterFormMessages)
  if (parameters.length === 0) return null
  const label = t('bindNamed', { name: field.label })
  return (
    <Menu
      label={label}
      trigger={
        <IconButton label={label}>
          <Link2 size={16} aria-hidden />
        </IconButton>
      }
      onAction={onBind}
    >
      {parameters.map(({ name }) => (
        <MenuItem key={name} id={name} textValue={name} checked={field.value === `$(params.${name})`} />
      ))}
    </Menu>
  )
}

const unreadSchema = z.record(z.string(), z.string()).optional()

/** Without the field and everything in it. */
function withoutBelow(unread: Readonly<Record<string, string>> = {}, id: string): Record<string, string> | undefined {
  const left = Object.entries(unread).filter(([key]) => key !== id && !key.startsWith(`${id}/`))
  return left.length === 0 ? undefined : Object.fromEntries(left)
}

function withInner(field: AdapterField): readonly AdapterField[] {
  return [field, ...(field.fields ?? []).flatMap(withInner)]
}

/** The fields that always exist, without those of list items and map entries. */
function fixedLeaves(field: AdapterField): readonly AdapterField[] {
  if (field.repeats !== undefined) return []
  return field.fields === undefined ? [field] : field.fields.flatMap(fixedLeaves)
}

interface RawBlockProps extends Pick<AdapterFormProps, 'text' | 'isDisabled' | 'keptAs' | 'onEdit'> {
  readonly label: string
  readonly place: OptionsPlace
}

const brokenSchema = z.object({ text: z.string(), message: z.string() }).optional()

/** A block as YAML. Invalid text stays in the editor until it can be parsed. */
function RawBlock({ label, text, place, isDisabled, keptAs, onEdit }: RawBlockProps) {
  const [broken, setBroken] = useTyped(keptAs, brokenSchema, undefined)
  const shown = broken?.text ?? optionsYaml(text, place)
  const lines = Math.min(16, shown.split('\n').length + 2)
  return (
    <div className="lw-form-raw" style={{ blockSize: `${String(lines * 19 + 16)}px` }}>
      <CodeView
        label={label}
        text={shown}
        readOnly={isDisabled}
        markers={broken === undefined ? [] : [{ line: 1, column: 1, severity: 'error', message: broken.message }]}
        onChange={(typed) => {
          const edited = setOptionsYaml(text, place, typed)
          setBroken(edited.ok ? undefined : { text: typed, message: edited.error.message })
          if (edited.ok) onEdit(() => edited, `raw ${String(place.index)} ${place.section}`)
        }}
      />
    </div>
  )
}
