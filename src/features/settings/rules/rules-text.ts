import { parse } from '#domain/yaml.ts'
import { type EnvironmentRules, environmentRulesSchema } from '#domain/gates/rules.ts'

/** Rules from their document: programs publish YAML, the form JSON, which is YAML too; what cannot be read is never published. */
export function rulesOf(text: string): EnvironmentRules {
  return environmentRulesSchema.parse(parse(text) ?? {})
}
