// Before any test: kernel and schemas as their sources say, so that a single folder can be tested after a change or a pull.
import { provideKernel } from './kernel.mjs'

export const setup = provideKernel
