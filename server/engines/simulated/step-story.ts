import type { TaskLaunch } from '#domain/tekton/launch/task-launch.ts'
import type { Random } from './random.ts'

/** One line that a simulated step prints; `after` is a fraction of the step's time. */
export interface StoryLine {
  readonly after: number
  readonly stream: 'stdout' | 'stderr'
  readonly text: string
}

/** The course of a simulated step: its duration in milliseconds, and its output. */
export interface StepStory {
  readonly milliseconds: number
  readonly lines: readonly StoryLine[]
}

type Step = TaskLaunch['steps'][number]
type Teller = (
  random: Random,
  launch: TaskLaunch,
  step: Step,
) => { readonly seconds: readonly [number, number]; readonly texts: readonly string[] }

const green = (text: string): string => `\u001B[32m${text}\u001B[39m`
const dim = (text: string): string => `\u001B[2m${text}\u001B[22m`

const tellers: readonly (readonly [RegExp, Teller])[] = [
  [/check-?out|clone|git|fetch|source/, tellCheckout],
  [/install|restore|depend/, tellInstall],
  [/test|lint|spec|scan/, tellTests],
  [/build|package|bundle|image|push|compile/, tellPackage],
  [/deploy|roll-?out|apply|promote|release/, tellRollout],
  [/verify|smoke|probe|health|http|check/, tellVerify],
]

/** Chooses the output of a step by its name and then its task's: the lines look like the real tool's, and end with the reason for the exit code. */
export function tellStep(launch: TaskLaunch, step: Step, random: Random, exitCode: number): StepStory {
  const found =
    tellers.find(([pattern]) => pattern.test(step.name)) ??
    tellers.find(([pattern]) => pattern.test(launch.pipelineTask))
  const { seconds, texts } = (found?.[1] ?? tellGeneric)(random, launch, step)
  const kept = exitCode === 0 ? texts : texts.slice(0, Math.max(1, Math.floor(texts.length * 0.7)))
  const failure =
    exitCode === 0 ? [] : [`\u001B[31merror\u001B[39m ${step.name}: the command ended with exit code ${exitCode}`]
  const all = [
    ...kept.map((text) => ({ text, stream: 'stdout' as const })),
    ...failure.map((text) => ({ text, stream: 'stderr' as const })),
  ]
  return {
    milliseconds: random.whole(seconds[0] * 1000, seconds[1] * 1000),
    lines: all.map((line, index) => ({ ...line, after: (index + 0.5 + random.next() * 0.4) / (all.length + 1) })),
  }
}

function tellCheckout(random: Random, { pipelineTask }: TaskLaunch): ReturnType<Teller> {
  const objects = random.whole(120, 900)
  return {
    seconds: [1, 3],
    texts: [
      `Cloning into 'source/${pipelineTask}'...`,
      `remote: Enumerating objects: ${objects}, done.`,
      `remote: Counting objects: 100% (${objects}/${objects}), done.`,
      `Receiving objects: 100% (${objects}/${objects}), ${random.whole(80, 900)}.${random.whole(10, 99)} KiB | ${random.whole(2, 9)}.00 MiB/s, done.`,
      `HEAD is now at ${random.hex(7)}`,
    ],
  }
}

function tellInstall(random: Random): ReturnType<Teller> {
  const packages = random.whole(60, 400)
  return {
    seconds: [3, 8],
    texts: [
      'npm ci',
      `added ${packages} packages in ${random.whole(2, 7)}s`,
      `${random.whole(8, 60)} packages are looking for funding`,
      'found 0 vulnerabilities',
    ],
  }
}

function tellTests(random: Random): ReturnType<Teller> {
  const names = [
    'answers the list',
    'finds one by id',
    'refuses an empty title',
    'keeps the order',
    'answers 404 for unknown ids',
    'is ready after start',
    'logs one line per request',
    'escapes what it shows',
  ]
  const count = random.whole(5, names.length)
  return {
    seconds: [4, 10],
    texts: [
      '> npm test',
      ...names.slice(0, count).map((name) => `${green('✔')} ${name} ${dim(`(${random.whole(1, 90)}ms)`)}`),
      `ℹ tests ${count}`,
      `ℹ pass ${count}`,
      'ℹ fail 0',
    ],
  }
}

function tellPackage(random: Random, { pipelineTask }: TaskLaunch): ReturnType<Teller> {
  return {
    seconds: [3, 9],
    texts: [
      `Packaging ${pipelineTask}`,
      `  ${random.whole(20, 90)} files, ${random.whole(40, 900)} kB`,
      `  sha256:${random.hex(64)}`,
      'Stored',
    ],
  }
}

function tellRollout(random: Random): ReturnType<Teller> {
  const replicas = random.whole(1, 3)
  return {
    seconds: [4, 12],
    texts: [
      'Applying the generated manifests',
      ...Array.from(
        { length: replicas },
        (_, index) => `Waiting for rollout to finish: ${index} of ${replicas} updated replicas are available...`,
      ),
      green(`rollout finished: ${replicas} of ${replicas} replicas are ready`),
    ],
  }
}

function tellVerify(random: Random): ReturnType<Teller> {
  const texts = ['/healthz', '/', '/api/books'].map(
    (path) => `${green('200')} GET ${path} ${dim(`${random.whole(3, 48)}ms`)}`,
  )
  return { seconds: [2, 5], texts: [...texts, 'All requests were answered as expected'] }
}

function tellGeneric(random: Random, _: TaskLaunch, step: Step): ReturnType<Teller> {
  return {
    seconds: [1, 4],
    texts: [`${step.name}: started`, `${step.name}: ${random.whole(1, 40)} items`, `${step.name}: done`],
  }
}
