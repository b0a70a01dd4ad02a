import type { ScalarTag, Tags } from 'yaml'

/** What people write for modes of files: `0644`. */
const octal: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  format: 'OCT',
  test: /^[-+]?0[0-7]+$/,
  resolve: (text) => Number.parseInt(text, 8),
}

/** Reads YAML of Kubernetes: its programs know the merge keys and octal numbers of YAML 1.1, which would be plain keys and decimal numbers in YAML 1.2. */
export const kubernetesYaml = { merge: true, customTags: (tags: Tags): Tags => [octal, ...tags] } as const
