/* The Slalom plugin interface: plain C17, nothing but the C standard's own headers.
 *
 * A plugin is a shared library that exports one function, `slalom_plugin`. It returns a table of
 * optimizers, problems and schedules. Loading a plugin runs nothing but the construction of that table.
 *
 * Rules that hold for every function here
 *  - Only C types cross. No exception leaves a plugin; neither side frees what the other allocated.
 *  - A function that can fail returns a slalom_status. To say why, call host->fail(host->self, text)
 *    before returning SLALOM_ERROR or SLALOM_SKIP; the host copies the text. A function that returns
 *    anything else cannot fail.
 *  - Every struct starts with its size as its author knew it. Structs grow at their end only; a
 *    reader looks at a member only if struct_size covers it. Arrays of structs are arrays of pointers,
 *    so that their elements may grow too.
 *  - Strings are UTF-8, end with NUL, and live as long as the plugin is loaded.
 *  - Later abilities are found by name and revision through `extension`, which may be NULL or return NULL.
 *
 * Threads: the host calls one state or workspace from one thread at a time, which need not be the thread
 * that created it. Different states and workspaces are used at the same time by different threads. A
 * problem instance is shared by all threads and never written after `open`. What the host offers (a host,
 * a random stream, an oracle) belongs to the state, workspace or instance that it was given to: call it
 * from the thread that the host called, and only until that call returns.
 *
 * Each function says below when it may be called, whether it may fail, and who owns what. Functions
 * marked [host] are the host's, for plugins to call; all others are the plugin's, for the host to call.
 * Pointers given as arguments are valid during the call unless said otherwise.
 *
 * From C++ use <slalom/optimizer.hpp>, <slalom/problem.hpp>, <slalom/function.hpp>, <slalom/schedule.hpp>.
 */
#ifndef SLALOM_PLUGIN_H
#define SLALOM_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A host loads plugins of its own version and of all older ones; struct sizes take care of additions. */
#define SLALOM_ABI_VERSION 1u

#if defined(__GNUC__)
#define SLALOM_EXPORT __attribute__((visibility("default")))
#else
#define SLALOM_EXPORT
#endif

typedef int32_t slalom_status;
enum {
  SLALOM_OK = 0,
  SLALOM_STOP = 1,  /* from the oracle: the run is over (budget used up), return from step at once;
                       from step, unasked: the optimizer is done, for a reason given by host->done */
  SLALOM_ERROR = 2, /* this run has failed; say why by host->fail */
  SLALOM_SKIP = 3   /* from open, create, or the first step: optimizer and problem do not fit each other (dimension,
                       examples, no Hessian-vector products, real type, bounds). Not a failure: the pair is skipped, with
                       the reason given by host->fail, and not tried again. After the first step it is a failure. */
};

/* The type of every `void*` that holds real numbers. Functions that run in every step stand in arrays
 * indexed by it, NULL where a plugin does not offer that type: the choice is made once a run. */
typedef int32_t slalom_real;
enum { SLALOM_FLOAT64 = 0, SLALOM_FLOAT32 = 1, SLALOM_REAL_TYPES = 2 };

/* ---- settings ------------------------------------------------------------------------------- */

typedef int32_t slalom_kind;
enum {
  SLALOM_REAL = 0,            /* number */
  SLALOM_INTEGER = 1,         /* number, a whole one */
  SLALOM_BOOLEAN = 2,         /* number, 0 or 1 */
  SLALOM_CHOICE = 3,          /* text, one of `choices` */
  SLALOM_TEXT = 4,            /* text */
  SLALOM_LIST = 5,            /* list of numbers */
  SLALOM_INNER_OPTIMIZER = 6, /* another optimizer with its settings, inside of this one; text: one to try it with */
  SLALOM_INNER_PROBLEM = 7    /* likewise a problem. An optimizer or problem has one inner one at most */
};

enum {
  SLALOM_EXCLUDES_MINIMUM = 1, /* the range is open below */
  SLALOM_EXCLUDES_MAXIMUM = 2, /* the range is open above */
  SLALOM_LOG_SCALE = 4,        /* search for it on a logarithmic scale */
  SLALOM_WHOLE_NUMBERS = 8     /* the entries of the list are integers */
};

/* One setting, declared: its name in suites, what it means, default, and allowed range. */
typedef struct slalom_setting {
  size_t struct_size;
  const char* name;
  const char* meaning; /* one line */
  slalom_kind kind;
  uint32_t flags;
  double number;    /* default of a real, integer or boolean */
  const char* text; /* default of a choice or text */
  const double* list;
  size_t list_size;
  double minimum, maximum; /* of a number, or of every entry of a list; may be infinite */
  const char* const* choices;
  size_t choice_count;
  double search_minimum, search_maximum; /* where tuning looks; equal where it should not */
} slalom_setting;

/* One setting's value. The host passes them in the order in which the plugin declared the settings. */
typedef struct slalom_value {
  size_t struct_size;
  double number;
  const char* text;
  const double* list;
  size_t list_size;
  const struct slalom_inner* inner;
} slalom_value;

/* The optimizer or the problem inside of another, which creates, uses and destroys it as the host would. It may hand
 * in its own host, random stream and oracle, or some that it made from them. The tables live as long as the plugin that
 * gets them; the values as long as the call. */
typedef struct slalom_inner {
  size_t struct_size;
  const struct slalom_optimizer* optimizer; /* of an inner optimizer, else NULL */
  const struct slalom_problem* problem;     /* of an inner problem, else NULL */
  const slalom_value* const* values;
} slalom_inner;

/* ---- what the host offers ------------------------------------------------------------------- */

typedef struct slalom_host {
  size_t struct_size;
  void* self;
  /* [host] Says why the call in progress fails (SLALOM_ERROR) or why the pair is skipped (SLALOM_SKIP). At any time
   * during a call of the plugin; the last text before the return counts. Cannot fail; the text is copied. */
  void (*fail)(void* self, const char* message);
  /* [host] An extension of the host, such as SLALOM_ONCE in <slalom/ext/once.h>; NULL where it is not offered. During
   * any call of the plugin; cannot fail. What it returns is the host's, and valid as long as this struct unless its
   * header says otherwise. */
  const void* (*extension)(void* self, const char* name);
  const char* data_folder; /* the folders below in one text, with colons between: for plugins that know no others */
  /* [host] Says why the optimizer is done; then return SLALOM_STOP from step. During step only; the last text counts.
   * Cannot fail; the text is copied. Look at struct_size first: older hosts end before this member. */
  void (*done)(void* self, const char* reason);
  const char* const* data_folders; /* where data sets are looked for, first one first; valid as long as this struct */
  size_t data_folder_count;
} slalom_host;

/* A stream of random numbers. The same seed gives the same stream whatever else happens. */
typedef struct slalom_random {
  size_t struct_size;
  void* self;
  /* [host] The next `count` numbers of the stream, written to `out`, the caller's. Whenever the stream is valid; cannot
   * fail. One stream is used from one thread at a time. */
  void (*bits)(void* self, uint64_t* out, size_t count);  /* 64 random bits each */
  void (*uniform)(void* self, double* out, size_t count); /* in the open interval (0, 1) */
  void (*normal)(void* self, double* out, size_t count);  /* mean 0, variance 1 */
} slalom_random;

/* What a tensor is for, where rules treat kinds of parameters differently. */
typedef int32_t slalom_role;
enum {
  SLALOM_ROLE_UNKNOWN = 0,
  SLALOM_ROLE_MATRIX = 1,     /* weights of a layer, rows x columns: outputs x inputs */
  SLALOM_ROLE_EMBEDDING = 2,  /* a row for each symbol or position */
  SLALOM_ROLE_HEAD = 3,       /* weights of the last layer, which gives the outputs */
  SLALOM_ROLE_BIAS = 4,       /* added to what a layer gives */
  SLALOM_ROLE_NORM = 5,       /* scales and shifts of a normalization */
  SLALOM_ROLE_CONVOLUTION = 6 /* kernels: output channels x input channels x height x width */
};

/* A named part of the parameter vector, e.g. the weights of a layer; row-major. */
typedef struct slalom_tensor {
  size_t struct_size;
  const char* name;
  size_t offset;
  size_t rank;
  const size_t* shape;
  slalom_role role;
} slalom_tensor;

/* The space of parameter vectors. Optimizers find the problem's domain in it, filled in by the host; in a problem's
 * description leave it NULL: there it stands in the description itself. */
typedef struct slalom_space {
  size_t struct_size;
  size_t dimension; /* length of w */
  const slalom_tensor* const* tensors;
  size_t tensor_count;
  const double* lower; /* the domain, dimension numbers each, -inf and inf where it is open; NULL where there is none */
  const double* upper;
  int32_t hard_bounds; /* not 0: w must stay within it. 0: it is where runs start and good points are expected */
} slalom_space;

/* The only way an optimizer sees the problem. Within one step all calls see the same mini-batch; the
 * next step has the next one. Every call is counted as one evaluation, and as many examples as it touched.
 * A status other than SLALOM_OK must be returned from `step` at once.
 *
 * Values that are not finite are handed over with SLALOM_OK, as they are but for NaN, which becomes +infinity; so are
 * gradients. A method may reject such a point. What counts is where a step ends: after one with a value that is not
 * finite, or beyond 1e30 either way, the host asks (uncounted) for the loss at w on the step's batch; the run has
 * diverged if w or that loss is not finite, or the loss beyond 1e30, or if w is not finite where a step is recorded.
 *
 * An evaluation outside hard bounds is counted but the problem is not asked: the value is +infinity, and every entry
 * of the gradient or product is NaN.
 *
 * [host] The functions are called during `step`, in its thread. They may return SLALOM_STOP (the budget is used up) or
 * SLALOM_ERROR (the problem failed); what they then leave in the results is not specified. w, v and the memory for
 * results are the caller's, dimension numbers each of the run's real type; results may not overlap the arguments. */
typedef struct slalom_oracle {
  size_t struct_size;
  void* self;
  size_t examples; /* N; 1 for a function without data */
  /* The mean loss over the step's batch at w. */
  slalom_status (*value)(void* self, const void* w, double* value);
  /* Its gradient too. */
  slalom_status (*gradient)(void* self, const void* w, void* gradient, double* value);
  /* Over all N examples whatever the batch, and counted so. */
  slalom_status (*full_gradient)(void* self, const void* w, void* gradient, double* value);
  /* The Hessian at w, over the step's batch, times v. NULL where the problem offers no Hessian-vector products. */
  slalom_status (*hessian_vector)(void* self, const void* w, const void* v, void* product);
  /* Indices of this step's examples; NULL (and count N) when the batch is all of them in order. Cannot fail; the array
   * is the host's and valid until `step` returns. */
  const uint32_t* (*batch)(void* self, size_t* count);
} slalom_oracle;

/* ---- optimizers ----------------------------------------------------------------------------- */

/* Valid during `create` only, but for host and random: they live as long as the state. */
typedef struct slalom_optimizer_arguments {
  size_t struct_size;
  slalom_real real;
  const slalom_space* space;
  const slalom_value* const* values;
  const slalom_random* random;
  const slalom_host* host;
} slalom_optimizer_arguments;

typedef struct slalom_optimizer {
  size_t struct_size;
  const char* name;                    /* in suites: lower case, digits, underscores */
  const char* title;                   /* a few words */
  const char* source;                  /* author, year, equation */
  const slalom_setting* learning_rate; /* NULL for an optimizer that has none; with an inner one it has that one's */
  const slalom_setting* const* settings;
  size_t setting_count;
  /* Makes the state of one run; in any thread, also while others run. May fail, and may skip (SLALOM_SKIP); then it
   * leaves nothing behind and *state is not looked at. Else *state is the plugin's until `destroy`. Whoever calls it
   * inside of a wrapper passes a status other than SLALOM_OK on. */
  slalom_status (*create)(const slalom_optimizer_arguments* arguments, void** state);
  /* Once for each state, after the last step or none, also when a step failed or was stopped. Cannot fail. */
  void (*destroy)(void* state);
  /* One iteration: w, the host's, is updated in place. learning_rate is the scheduled one (0 if there is none). Between
   * create and destroy, until it returns something else than SLALOM_OK. It may fail; the first one may skip; it may
   * return SLALOM_STOP to say that the optimizer is done, with w at its result: that step counts if it asked the oracle
   * anything. w may lie elsewhere in the next step: keep no pointer to it. */
  slalom_status (*step[SLALOM_REAL_TYPES])(void* state, const slalom_oracle* oracle, void* w, double learning_rate);
  /* An extension by its name, or NULL. At any time while the library is loaded, in any thread; cannot fail. What it
   * returns is the plugin's, and lives as long as the library is loaded. */
  const void* (*extension)(const char* name);
} slalom_optimizer;

/* Optimizer extension: the point to be judged, where that is not w (an averaged iterate, say). */
#define SLALOM_EVALUATION_POINT "slalom.evaluation-point/1"
typedef struct slalom_evaluation_point {
  size_t struct_size;
  /* Writes all of `point`, the host's, and leaves w as it is. Between steps, after the first one; cannot fail. */
  void (*get)(void* state, const void* w, void* point);
} slalom_evaluation_point;

/* ---- problems ------------------------------------------------------------------------------- */

typedef struct slalom_problem_arguments {
  size_t struct_size;
  slalom_real real;
  const slalom_value* const* values;
  const slalom_random* random; /* the same for every seed: the problem itself is not random */
  const slalom_host* host;     /* valid as long as the instance */
} slalom_problem_arguments;

/* What is known of an open problem. Owned by the instance. */
typedef struct slalom_description {
  size_t struct_size;
  const slalom_space* space;
  size_t examples;          /* N of a finite sum; 1 for a function without data */
  int32_t serial;           /* not 0: workspaces of one instance must not be used at the same time */
  const double* minimum;    /* NULL if unknown */
  const double* minimizers; /* minimizer_count x dimension; all known minima, global ones first */
  size_t minimizer_count;
  const double* lower; /* the domain, dimension numbers each, -inf and inf where it is open; NULL: unbounded */
  const double* upper;
  const double* window;       /* x from, x to, y from, y to of a plot in two dimensions, or NULL */
  const char* const* metrics; /* what `measure` gives, e.g. "test_loss", "test_accuracy" */
  size_t metric_count;
  int32_t hard_bounds; /* not 0: w must stay within the domain; `evaluate` and `measure` are not called outside of it */
  const char* minimum_unknown; /* one line: why there is no minimum; NULL where there is one, or nothing to be said */
} slalom_description;

typedef struct slalom_query {
  size_t struct_size;
  const void* w;
  const uint32_t* batch; /* NULL: all examples, in order */
  size_t batch_size;
  void* gradient;             /* NULL when only the value is wanted */
  const slalom_random* noise; /* NULL: the exact value, without noise, dropout, … */
  double value;               /* the answer: mean loss over the batch (the function's value) */
} slalom_query;

typedef struct slalom_problem {
  size_t struct_size;
  const char* name;
  const char* title;
  const char* source;
  slalom_real preferred; /* the real type when the suite does not say */
  const slalom_setting* const* settings;
  size_t setting_count;
  /* Makes an instance: reads data, computes what is known of the minimum. In any thread. May fail, and may skip
   * (SLALOM_SKIP) where the settings make a problem that it cannot be; then it leaves nothing behind and *instance is
   * not looked at. Else *instance is the plugin's until `close`. Whoever calls it inside of a modifier passes a status
   * other than SLALOM_OK on. */
  slalom_status (*open)(const slalom_problem_arguments* arguments, void** instance);
  /* Once for each instance, when its workspaces are destroyed. Cannot fail. */
  void (*close)(void* instance);
  /* What is known of it, the same each time; the instance's, valid until `close`. Cannot fail. */
  const slalom_description* (*describe)(const void* instance);
  /* Scratch memory for one run; afterwards nothing is allocated. May fail; then it leaves nothing behind. *workspace is
   * the plugin's until destroy_workspace. The host struct lives as long as the workspace. In any thread, also while
   * others use the instance. */
  slalom_status (*create_workspace)(const void* instance, const slalom_host* host, void** workspace);
  /* Once for each workspace, before the instance is closed. Cannot fail. */
  void (*destroy_workspace)(void* workspace);
  /* Writes a start point to all of w, the host's; it depends on `random` alone, and lies in the domain. At any time
   * between create_workspace and destroy_workspace; may fail. */
  slalom_status (*start)(void* workspace, const slalom_random* random, void* w);
  /* Answers a query: writes `value` and, where it is wanted, all of `gradient`. Likewise at any time; may fail. A value
   * that is not finite is an answer, not a failure: the host calls it at any w, also where numbers overflow, and within
   * the domain only where the bounds are hard. Keeps no pointer of the query. */
  slalom_status (*evaluate[SLALOM_REAL_TYPES])(void* workspace, slalom_query* query);
  /* Writes metric_count numbers: the metrics at w over whole data sets; never counted or timed. NULL if there are none.
   * Likewise at any time; may fail. */
  slalom_status (*measure)(void* workspace, const void* w, double* metrics);
  /* An extension by its name, or NULL. At any time while the library is loaded, in any thread; cannot fail. What it
   * returns is the plugin's, and lives as long as the library is loaded. */
  const void* (*extension)(const char* name);
} slalom_problem;

/* Problem extension: product = Hessian at query->w, over query->batch, times v. */
#define SLALOM_HESSIAN_VECTOR "slalom.hessian-vector/1"
typedef struct slalom_hessian_vector {
  size_t struct_size;
  /* Writes all of `product`, the caller's; the query's gradient and value are not looked at. At any time between
   * create_workspace and destroy_workspace, in the workspace's thread; may fail. */
  slalom_status (*product)(void* workspace, const slalom_query* query, const void* v, void* product);
  /* 0: not offered by this instance; NULL: by all. Once, after `open`; cannot fail. */
  int32_t (*offered)(const void* instance);
} slalom_hessian_vector;

/* ---- schedules ------------------------------------------------------------------------------ */

enum { SLALOM_NEEDS_TOTAL = 1 }; /* makes sense only where the number of steps is known beforehand */

typedef struct slalom_schedule {
  size_t struct_size;
  const char* name;
  const char* title;
  const char* source;
  uint32_t flags;
  const slalom_setting* const* settings;
  size_t setting_count;
  /* Makes the state of one run; in any thread. May fail; then it leaves nothing behind. *state is the plugin's until
   * `destroy`; values and host are valid during the call. */
  slalom_status (*create)(const slalom_value* const* values, const slalom_host* host, void** state);
  /* Once for each state, after the last rate. Cannot fail. */
  void (*destroy)(void* state);
  /* The factor on the initial learning rate at `step` = 0 … total-1 (total 0: not known). Between create and destroy,
   * for any step in any order; it depends on its arguments alone, is finite and not negative, and cannot fail. */
  double (*rate)(const void* state, uint64_t step, uint64_t total);
} slalom_schedule;

/* ---- the table ------------------------------------------------------------------------------ */

typedef struct slalom_table {
  size_t struct_size;
  uint32_t abi_version; /* SLALOM_ABI_VERSION */
  const char* version;  /* the plugin's own */
  const slalom_optimizer* const* optimizers;
  size_t optimizer_count;
  const slalom_problem* const* problems;
  size_t problem_count;
  const slalom_schedule* const* schedules;
  size_t schedule_count;
} slalom_table;

/* The table, the same each time; the library's, valid as long as it is loaded. Called once, after the library was
 * loaded, in any thread. NULL: the library cannot be used. */
SLALOM_EXPORT const slalom_table* slalom_plugin(void);

#ifdef __cplusplus
}
#endif
#endif
