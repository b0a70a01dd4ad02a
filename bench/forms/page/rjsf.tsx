import Form from '@rjsf/core'
import type { RJSFSchema } from '@rjsf/utils'
import validator from '@rjsf/validator-ajv8'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import '#ui/tokens.css'
import '#ui/base.css'
import { choices, valueOf } from './many-parameters.ts'

function propertyOf(index: number): RJSFSchema {
  const base = { title: `parameter${String(index)}`, description: `What parameter ${String(index)} is for.` }
  switch (index % 5) {
    case 0:
      return { ...base, type: 'string', enum: choices }
    case 1:
      return { ...base, type: 'integer', minimum: 0, maximum: 1000 }
    case 2:
      return { ...base, type: 'boolean' }
    default:
      return { ...base, type: 'string', pattern: '^[a-z0-9-]*$' }
  }
}

function typed(index: number): string | number | boolean {
  if (index % 5 === 1) return Number(valueOf(index))
  return index % 5 === 2 ? true : valueOf(index)
}

const group = (from: number): readonly number[] => Array.from({ length: 25 }, (_, index) => from * 25 + index)
const groups = Array.from({ length: 15 }, (_, index) => index)
const schema: RJSFSchema = {
  type: 'object',
  properties: Object.fromEntries(
    groups.map((index) => [
      `group${String(index)}`,
      {
        type: 'object',
        title: `Group ${String(index)}`,
        properties: Object.fromEntries(group(index).map((one) => [`parameter${String(one)}`, propertyOf(one)])),
      },
    ]),
  ),
}
const start = Object.fromEntries(
  groups.map((index) => [
    `group${String(index)}`,
    Object.fromEntries(group(index).map((one) => [`parameter${String(one)}`, typed(one)])),
  ]),
)

/** The same fields in react-jsonschema-form, validated while typing like ours. */
function Peer() {
  const [data, setData] = useState<unknown>(start)
  return (
    <div style={{ height: '100vh', overflow: 'auto' }}>
      <Form
        schema={schema}
        validator={validator}
        formData={data}
        liveValidate
        onChange={(event) => setData(event.formData)}
      />
    </div>
  )
}

const root = document.getElementById('root')
Object.assign(window, {
  open() {
    if (root !== null) flushSync(() => createRoot(root).render(<Peer />))
  },
})
