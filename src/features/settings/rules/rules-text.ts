import { parse } from '#domain/yaml.ts'
import { type EnvironmentRules, environmentRulesSchema } from '#domain/gates/rules.ts'

/**
 * Parses rules. The form writes JSON, which is YAML too; programs may publish either. Unreadable rules were never
 * published.
 */
export function rulesOf(text: string): EnvironmentRules {
  return environmentRulesSchema.parse(parse(text) ?? {})
}
