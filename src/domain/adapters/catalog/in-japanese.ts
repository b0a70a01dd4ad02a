import type { Pipeline } from '../../tekton/pipeline.ts'
import type { AdapterDescription, Field } from './description.ts'

const known = new WeakMap<readonly AdapterDescription[], readonly AdapterDescription[]>()

/** Adapters that say about their parameters what their Japanese READMEs do; what those leave out stays as it is. The same list gives the same. */
export function adaptersInJapanese(adapters: readonly AdapterDescription[]): readonly AdapterDescription[] {
  const before = known.get(adapters)
  if (before !== undefined) return before
  const told = adapters.map(adapterInJapanese)
  known.set(adapters, told)
  return told
}

/** The same for one of them. */
export function adapterInJapanese(adapter: AdapterDescription): AdapterDescription {
  const { docs } = adapter.ja
  if (docs === undefined || Object.keys(docs).length === 0) return adapter
  const said = (field: Field): Field => saidBy(docs, field, field.name)
  return { ...adapter, docs, parameters: adapter.parameters.map(said), options: adapter.options.map(said) }
}

function saidBy(docs: Readonly<Record<string, string>>, field: Field, path: string): Field {
  const { fields } = field
  const inside = fields?.map((one) => saidBy(docs, one, `${path}.${one.name}`))
  return { ...field, doc: docs[path] ?? field.doc, ...(inside === undefined ? {} : { fields: inside }) }
}

/** What tasks that read the values of a QVS Config say about each of them, in modules of Value Stream and in the built-in one. */
const asked = 'Parameter used in QVS Config'
const askedInJapanese = 'アプリ構成で使うパラメータ'

/** A pipeline that says in Japanese what a QVS Config asks for by itself; others stay the same. */
export function pipelineInJapanese(pipeline: Pipeline): Pipeline {
  const { params } = pipeline.spec
  if (params?.some(({ description }) => description === asked) !== true) return pipeline
  const told = params.map((param) => (param.description === asked ? { ...param, description: askedInJapanese } : param))
  return { ...pipeline, spec: { ...pipeline.spec, params: told } }
}
