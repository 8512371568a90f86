/**
 * What the page draws from: `page_data.cpp` writes it.
 * @typedef {(number|null)[]} Numbers null: not finite, or unknown
 * @typedef {{x: number[], median: Numbers, lower?: Numbers, upper?: Numbers}} Curve
 * @typedef {{x: number[], y: number[]}} Stairs
 * @typedef {{x: number[], values: Numbers[]}} Seeds
 * @typedef {{x: Numbers, y: Numbers, steps: number[], evaluations: number[], cpu_seconds: number[], stop_step: number|null}} Trajectory
 * By what an optimizer is ranked, by seed; null: infinitely bad. `spent` only where the score is the cost of a goal.
 * @typedef {{values: Numbers, spent: number[], deterministic: boolean}} Scores
 * @typedef {object} Optimizer
 * @property {string} label
 * @property {string} color
 * @property {number} rank
 * @property {boolean} best
 * @property {{reached: number, runs: number, steps: number|null}} [stop]
 * @property {Scores} scores
 * @property {Curve[]} curves one for each measure
 * @property {Record<string, Numbers>} progress what was spent at the steps of the first curve; without evaluations where they are the steps
 * @property {Seeds} seeds
 * @property {Stairs} runtimes
 * @property {{train: Numbers, test: Numbers}} [generalization]
 * @property {Curve} [effective_step]
 * @property {Trajectory} [trajectory]
 *
 * @typedef {{name: string, higher_is_better: boolean}} Measure
 * @typedef {{optimizer: string, learning_rate: number, final: {median: number|null, lower: number|null, upper: number|null}, runs: number, diverged: number}} RatePoint
 * @typedef {{name: string, color: string, points: RatePoint[], acceptable_min: number|null, acceptable_max: number|null}} RateCurve
 * @typedef {{columns: number, rows: number, x_from: number, x_to: number, y_from: number, y_to: number, values: Numbers}} Landscape
 * @typedef {{best: string, third: string, fraction: number|null, minimizers: number[][]}} Plane where trajectories through more than two dimensions are projected
 * @typedef {{label: string, color: string, trials: {values: Record<string, any>, score: number|null}[], chosen: Record<string, any>|null, chosen_score: number|null, expected: Curve}} Tuned
 *
 * @typedef {object} Problem
 * @property {string} label
 * @property {number} examples
 * @property {number|null} minimum
 * @property {number[][]} minimizers
 * @property {Measure[]} measures
 * @property {number[]} target_grid
 * @property {string} stop
 * @property {string} unit
 * @property {number|null} floor
 * @property {number} equivalence relative differences of the scores up to this do not matter
 * @property {number} round_off scores that differ by up to this are equal
 * @property {number} interim_analyses at growing numbers of seeds
 * @property {number} alpha level of the tests
 * @property {boolean} log_steps
 * @property {boolean} deterministic
 * @property {number} seeds
 * @property {Optimizer[]} optimizers by rank
 * @property {RateCurve[]} rate_curves
 * @property {{batch: string, measured: number|null, theory: number|null}[]} variance
 * @property {Landscape} landscape
 * @property {Plane} plane
 * @property {{on: string, optimizers: Tuned[]}} tuning
 *
 * @typedef {{label: string, color: string, mean_rank: number, runtimes: Stairs, performance: Stairs, data: Stairs}} Ranked
 * @typedef {{problems: number, cost: string, critical_difference: number|null, cliques: number[][], optimizers: Ranked[]}} Ranking
 * @typedef {{name: string, baseline: string, ranking: Ranking, problems: Problem[]}} Experiment baseline: that of its suite; empty: none
 * @typedef {{title: string, alpha: number, experiments: Experiment[]}} Report
 *
 * What a chart shows.
 * @typedef {object} Line
 * @property {string} label of the optimizer, by which it is hidden
 * @property {string} [text] in the legend, if it is another
 * @property {string} color
 * @property {string} [dash]
 * @property {boolean} [grey] not highlighted: coloured when pointed at
 * @property {"line"|"stairs"|"dots"|"crosses"|"stars"} [kind]
 * @property {boolean} [thin] without a place in the legend
 * @property {boolean} [points] marked
 * @property {Numbers} x
 * @property {Numbers} y
 * @property {Numbers} [low]
 * @property {Numbers} [high]
 *
 * @typedef {object} Spec
 * @property {string} title
 * @property {string} file name of its files
 * @property {{label: string, log?: boolean, domain?: [number, number]}} x
 * @property {{label: string, log?: boolean, floor?: number, ceiling?: number, domain?: [number, number]}} y
 * @property {Line[]} lines
 * @property {boolean} [diagonal] with the line y = x
 * @property {string} [diagonalLabel]
 * @property {string} [note]
 * @property {number} [height]
 *
 * What the reader chose.
 * @typedef {object} State
 * @property {string} x steps, evaluations, epochs or cpu_seconds
 * @property {string} y a measure's name, or "all"
 * @property {boolean} logx
 * @property {boolean} logy
 * @property {boolean} bands
 * @property {boolean} seeds
 * @property {string|null} baseline label of an optimizer; empty: none; null: of each experiment its own
 * @property {"ratio"|"rank"} cells what heat maps show
 * @property {string} filter
 * @property {number} targets how far down the target grid, in percent
 * @property {Set<string>} hidden
 */
export {};
