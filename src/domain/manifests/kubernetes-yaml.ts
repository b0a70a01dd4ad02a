import type { ScalarTag, Tags } from 'yaml'

/** Octal numbers, as in file modes: `0644`. */
const octal: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  format: 'OCT',
  test: /^[-+]?0[0-7]+$/,
  resolve: (text) => Number.parseInt(text, 8),
}

/** Options to parse Kubernetes YAML: its tools use merge keys and octal numbers of YAML 1.1, which YAML 1.2 reads as plain keys and decimals. */
export const kubernetesYaml = { merge: true, customTags: (tags: Tags): Tags => [octal, ...tags] } as const
