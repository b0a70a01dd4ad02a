import { useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { parametersMessages } from '#features/parameters/messages.ts'
import { formField } from '#features/parameters/form/form-fields.ts'
import { lineBindings } from '#domain/parameters/line-bindings.ts'
import { parameterSheet } from '#domain/parameters/sheet.ts'
import { ValueForm } from '#ui/form/value-form.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import '#ui/tokens.css'
import '#ui/base.css'
import '#ui/fields/field.css'
import { worldOf } from './many-parameters.ts'

const first = worldOf(375)
const lines = lineBindings([])
const secrets = new Map<string, ReadonlyMap<string, readonly string[]>>()
const published = parameterSheet(first, lines, secrets)

/** The product's form with everything behind it: each change makes a new world, a new sheet and new descriptions of all fields. */
function Ours() {
  const t = useMessages(parametersMessages)
  const [world, setWorld] = useState(first)
  const sheet = useMemo(() => parameterSheet(world, lines, secrets), [world])
  const scope = sheet.scopes.find(({ kind }) => kind === 'deployment')
  if (scope === undefined) return null
  const fields = sheet.rows.map((row) => formField(t, { sheet, published, secretTexts: () => [] }, row, scope))
  const groups = Array.from({ length: 15 }, (_, index) => ({
    id: String(index),
    title: `Group ${String(index)}`,
    tone: 'plain' as const,
    isOpen: true,
    fields: fields.slice(index * 25, index * 25 + 25),
  }))
  return (
    <div style={{ height: '100vh', overflow: 'auto' }}>
      <ValueForm
        label="Parameters"
        groups={groups}
        isDisabled={false}
        onChange={(id, value) =>
          setWorld((before) => ({
            ...before,
            deployments: before.deployments.map((one) => ({ ...one, config: { ...one.config, [id]: value ?? '' } })),
          }))
        }
      />
    </div>
  )
}

const root = document.getElementById('root')
Object.assign(window, {
  open() {
    if (root !== null) flushSync(() => createRoot(root).render(<Ours />))
  },
})
