import type { Command } from './command.ts'

/** Verbs of one file, loaded on demand: loading all files takes longer than most verbs themselves. */
interface VerbFile {
  /** The words that call the verb, or that all verbs of the file start with. */
  readonly words: readonly string[]
  load(): Promise<readonly Command[]>
}

const files: readonly VerbFile[] = [
  {
    words: ['pipeline', 'compile'],
    load: async () => [(await import('./verbs/pipeline-compile.ts')).pipelineCompile],
  },
  { words: ['pipeline', 'test'], load: async () => [(await import('./verbs/golden-test.ts')).pipelineTest] },
  {
    words: ['manifest', 'compile'],
    load: async () => [(await import('./verbs/manifest-compile.ts')).manifestCompile],
  },
  { words: ['manifest', 'test'], load: async () => [(await import('./verbs/golden-test.ts')).manifestTest] },
  {
    words: ['manifest', 'convert'],
    load: async () => [(await import('./verbs/manifest-convert.ts')).manifestConvert],
  },
  { words: ['adapter', 'list'], load: async () => [(await import('./verbs/adapter-list.ts')).adapterList] },
  {
    words: ['adapter', 'describe'],
    load: async () => [(await import('./verbs/adapter-describe.ts')).adapterDescribe],
  },
  { words: ['adapter', 'get'], load: async () => [(await import('./verbs/adapter-get.ts')).adapterGet] },
  { words: ['line', 'validate'], load: async () => [(await import('./verbs/line-validate.ts')).lineValidate] },
  { words: ['line', 'show'], load: async () => [(await import('./verbs/line-show.ts')).lineShow] },
  { words: ['tekton', 'run'], load: async () => [(await import('./verbs/tekton-run.ts')).tektonRun] },
  { words: ['version'], load: async () => [(await import('./verbs/version.ts')).version] },
  { words: ['login'], load: async () => [(await import('./verbs/login.ts')).login] },
  { words: ['logout'], load: async () => [(await import('./verbs/login.ts')).logout] },
  { words: ['approve'], load: async () => [(await import('./verbs/decide.ts')).approve] },
  { words: ['reject'], load: async () => [(await import('./verbs/decide.ts')).reject] },
  { words: ['run'], load: async () => (await import('./verbs/run.ts')).runVerbs },
  {
    words: ['completion'],
    load: async () => [(await import('./verbs/completion.ts')).completionCommand(allCommands)],
  },
]

/** Loads all commands in the order of help. To add a verb, add an entry above. */
export async function allCommands(): Promise<readonly Command[]> {
  return (await Promise.all(files.map(({ load }) => load()))).flat()
}

/** Loads the commands that a command line may mean: those of one file if its words match, else all. */
export async function commandsFor(words: readonly string[]): Promise<readonly Command[]> {
  const file = files.find((candidate) => candidate.words.every((word, index) => words[index] === word))
  return file === undefined ? allCommands() : file.load()
}
