import { resolve } from 'node:path'
import { adapterFromManifests } from '#domain/adapters/authoring/manifest-to-cue.ts'
import { defineCommand, exitCodes } from '../command.ts'
import { UsageError } from '../parse-arguments.ts'
import { readInput } from '../read-input.ts'
import { CommandFailure, reportFindings } from '../report.ts'
import { writeResult } from '../write-result.ts'

export const manifestConvert = defineCommand({
  path: ['manifest', 'convert'],
  summary: 'Make an Infrastructure Adapter of Kubernetes manifests',
  description:
    'Each document becomes a resource of a CUE file. Put parameters where values differ, and ids that say what the resources are. ' +
    'A Secret that holds values is left out: secrets are references.',
  args: [{ name: 'FILE', completes: 'file', summary: 'A YAML file; - reads standard input' }],
  options: {
    package: { value: 'NAME', summary: 'Name of the CUE package (REPLACE_ME)' },
    name: { value: 'NAME', summary: 'Name of the adapter (REPLACE_ME)' },
    description: { value: 'TEXT', summary: 'What it is for (kinds and names of its resources)' },
  },
  examples: [
    ['A file', 'linewright manifest convert deployment.yaml --package web -o adapters/web/main.cue'],
    ['What runs in a cluster', 'kubectl get deployment web -o yaml | linewright manifest convert -'],
  ],
  async run({ options, args: [file = ''], terminal }) {
    if (options.package !== undefined && !/^[A-Za-z_]\w*$/.test(options.package))
      throw new UsageError(`"${options.package}" is no name of a CUE package: letters, digits and _ only`)
    const made = adapterFromManifests(await readInput(terminal, file), {
      ...(options.package === undefined ? {} : { package: options.package }),
      ...(options.name === undefined ? {} : { name: options.name }),
      ...(options.description === undefined ? {} : { description: options.description }),
    })
    const document = file === '-' ? 'standard input' : resolve(terminal.cwd, file)
    if (!made.ok) throw new CommandFailure(made.error, document)
    reportFindings(terminal, made.value.findings, document)
    await writeResult(terminal, { text: made.value.cue, data: made.value })
    return exitCodes.ok
  },
})
