import { parse as parseYaml } from '#domain/yaml.ts'
import { environmentRulesSchema, type EnvironmentRules, type RulesByEnvironment } from '#domain/gates/rules.ts'
import { questionFaults } from '#domain/gates/questions.ts'
import type { DocumentVersion } from '#domain/documents.ts'
import type { Finding } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { DocumentStore } from '../../ports/documents.ts'

/** The current rules of all environments. Throws if some cannot be read, so that everything is held. */
export async function readRules(documents: DocumentStore, project: string): Promise<RulesByEnvironment> {
  const found = await documents.list(project, 'rules')
  const key = found.map(({ id, digest }) => `${id} ${digest}`).join()
  const ofStore =
    known.get(documents) ?? new Map<string, { readonly key: string; readonly rules: RulesByEnvironment }>()
  known.set(documents, ofStore)
  const last = ofStore.get(project)
  if (last?.key === key) return last.rules
  const rules = rulesOf(found)
  ofStore.set(project, { key, rules })
  return rules
}

// Cached, since every event of every run asks for rules, and they hardly change.
const known = new WeakMap<DocumentStore, Map<string, { readonly key: string; readonly rules: RulesByEnvironment }>>()

function rulesOf(found: readonly DocumentVersion[]): RulesByEnvironment {
  return Object.fromEntries(
    found.map(({ id, text }) => {
      const rules = parseRules(text)
      if (!rules.ok) throw new Error(`${id} cannot be read: ${rules.error[0]?.message ?? ''}`)
      return [id.slice('rules/'.length), rules.value]
    }),
  )
}

/** The findings about the text of rules. */
export function checkRules(id: string, text: string): readonly Finding[] {
  const rules = parseRules(text)
  if (rules.ok) return questionFindings(id, rules.value)
  return rules.error.map(({ path, message }) => ({
    severity: 'error',
    code: 'invalid-rules',
    message: `${id}: ${path === '' ? '' : `${path}: `}${message}`,
    args: { document: id, message },
    place: { document: id, ...(path === '' ? {} : { path }) },
  }))
}

/** A gate with unanswerable questions would hold every line for good. */
function questionFindings(id: string, { gates }: EnvironmentRules): readonly Finding[] {
  return gates.flatMap((gate, index) =>
    questionFaults(gate).map(({ code, path, message, args, fix }) => ({
      severity: 'error',
      code,
      message,
      args,
      fix,
      place: { document: id, path: ['gates', index, ...path].join('.') },
    })),
  )
}

function parseRules(
  text: string,
): Result<EnvironmentRules, readonly { readonly path: string; readonly message: string }[]> {
  let data: unknown
  try {
    data = parseYaml(text)
  } catch (error) {
    return err([{ path: '', message: error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'it is no YAML' }])
  }
  const parsed = environmentRulesSchema.safeParse(data ?? {})
  if (parsed.success) return ok(parsed.data)
  return err(parsed.error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message })))
}
