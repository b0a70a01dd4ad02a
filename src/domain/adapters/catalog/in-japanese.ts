import type { Pipeline } from '../../tekton/pipeline.ts'
import type { AdapterDescription, Field } from './description.ts'

const known = new WeakMap<readonly AdapterDescription[], readonly AdapterDescription[]>()

/** Replaces texts of adapters by those of their Japanese READMEs; other texts stay. The same list returns the same result. */
export function adaptersInJapanese(adapters: readonly AdapterDescription[]): readonly AdapterDescription[] {
  const before = known.get(adapters)
  if (before !== undefined) return before
  const told = adapters.map(adapterInJapanese)
  known.set(adapters, told)
  return told
}

/** Replaces an adapter's texts by those of its Japanese README. */
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

/** The English description in tasks that read QVS Config values, in Value Stream's modules and in the built-in one. */
const asked = 'Parameter used in QVS Config'
const askedInJapanese = 'アプリ構成で使うパラメータ'

/** Translates the standard description of QVS Config values in a pipeline to Japanese; other pipelines are returned as they are. */
export function pipelineInJapanese(pipeline: Pipeline): Pipeline {
  const { params } = pipeline.spec
  if (params?.some(({ description }) => description === asked) !== true) return pipeline
  const told = params.map((param) => (param.description === asked ? { ...param, description: askedInJapanese } : param))
  return { ...pipeline, spec: { ...pipeline.spec, params: told } }
}
