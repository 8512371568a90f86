/* The Slalom plugin interface: plain C17, nothing but the C standard's own headers.
 *
 * A plugin is a shared library that exports one function, `slalom_plugin`. It returns a table of
 * optimizers, problems and schedules. Loading a plugin runs nothing but the construction of that table.
 *
 * Rules that hold for every function here
 *  - Only C types cross. No exception leaves a plugin; neither side frees what the other allocated.
 *  - A function that can fail returns a slalom_status. To say why, call host->fail(host->self, text)
 *    before returning SLALOM_ERROR; the host copies the text.
 *  - Every struct starts with its size as its author knew it. Structs grow at their end only; a
 *    reader looks at a member only if struct_size covers it. Arrays of structs are arrays of pointers,
 *    so that their elements may grow too.
 *  - Strings are UTF-8, end with NUL, and live as long as the plugin is loaded.
 *  - Later abilities are found by name and revision through `extension`, which may be NULL or return NULL.
 *
 * Threads: the host calls one state or workspace from one thread at a time. Different states and
 * workspaces are used at the same time by different threads. A problem instance is shared by all
 * threads and never written after `open`.
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
  SLALOM_STOP = 1, /* from the oracle: the run is over (budget used up, value not finite), return from step at once;
                      from step, unasked: the optimizer is done */
  SLALOM_ERROR = 2 /* this run has failed; say why by host->fail */
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
  void (*fail)(void* self, const char* message);
  const void* (*extension)(void* self, const char* name);
  const char* data_folder; /* folders of data sets, with colons between */
} slalom_host;

/* A stream of random numbers. The same seed gives the same stream whatever else happens. */
typedef struct slalom_random {
  size_t struct_size;
  void* self;
  void (*bits)(void* self, uint64_t* out, size_t count);
  void (*uniform)(void* self, double* out, size_t count); /* in the open interval (0, 1) */
  void (*normal)(void* self, double* out, size_t count);  /* mean 0, variance 1 */
} slalom_random;

/* A named part of the parameter vector, e.g. the weights of a layer; row-major. */
typedef struct slalom_tensor {
  size_t struct_size;
  const char* name;
  size_t offset;
  size_t rank;
  const size_t* shape;
} slalom_tensor;

typedef struct slalom_space {
  size_t struct_size;
  size_t dimension; /* length of w */
  const slalom_tensor* const* tensors;
  size_t tensor_count;
} slalom_space;

/* The only way an optimizer sees the problem. Within one step all calls see the same mini-batch; the
 * next step has the next one. Every call is counted as one evaluation, and as many examples as it touched.
 * A status other than SLALOM_OK must be returned from `step` at once. */
typedef struct slalom_oracle {
  size_t struct_size;
  void* self;
  size_t examples; /* N; 1 for a function without data */
  slalom_status (*value)(void* self, const void* w, double* value);
  slalom_status (*gradient)(void* self, const void* w, void* gradient, double* value);
  /* over all N examples whatever the batch, and counted so */
  slalom_status (*full_gradient)(void* self, const void* w, void* gradient, double* value);
  /* NULL where the problem offers no Hessian-vector products */
  slalom_status (*hessian_vector)(void* self, const void* w, const void* v, void* product);
  /* indices of this step's examples; NULL (and count N) when the batch is all of them in order */
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
  slalom_status (*create)(const slalom_optimizer_arguments* arguments, void** state);
  void (*destroy)(void* state);
  /* One iteration: w is updated in place. learning_rate is the scheduled one (0 if there is none). */
  slalom_status (*step[SLALOM_REAL_TYPES])(void* state, const slalom_oracle* oracle, void* w, double learning_rate);
  const void* (*extension)(const char* name);
} slalom_optimizer;

/* Optimizer extension: the point to be judged, where that is not w (an averaged iterate, say). */
#define SLALOM_EVALUATION_POINT "slalom.evaluation-point/1"
typedef struct slalom_evaluation_point {
  size_t struct_size;
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
  const double* lower; /* the domain, dimension numbers each; NULL: unbounded */
  const double* upper;
  const double* window;       /* x from, x to, y from, y to of a plot in two dimensions, or NULL */
  const char* const* metrics; /* what `measure` gives, e.g. "test_loss", "test_accuracy" */
  size_t metric_count;
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
  slalom_status (*open)(const slalom_problem_arguments* arguments, void** instance);
  void (*close)(void* instance);
  const slalom_description* (*describe)(const void* instance);
  /* Scratch memory for one run; afterwards nothing is allocated. The host lives as long as it. */
  slalom_status (*create_workspace)(const void* instance, const slalom_host* host, void** workspace);
  void (*destroy_workspace)(void* workspace);
  slalom_status (*start)(void* workspace, const slalom_random* random, void* w);
  slalom_status (*evaluate[SLALOM_REAL_TYPES])(void* workspace, slalom_query* query);
  /* The metrics at w over whole data sets; never counted or timed. NULL if there are none. */
  slalom_status (*measure)(void* workspace, const void* w, double* metrics);
  const void* (*extension)(const char* name);
} slalom_problem;

/* Problem extension: product = Hessian at query->w, over query->batch, times v. */
#define SLALOM_HESSIAN_VECTOR "slalom.hessian-vector/1"
typedef struct slalom_hessian_vector {
  size_t struct_size;
  slalom_status (*product)(void* workspace, const slalom_query* query, const void* v, void* product);
  int32_t (*offered)(const void* instance); /* 0: not by this one; NULL: by all */
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
  slalom_status (*create)(const slalom_value* const* values, const slalom_host* host, void** state);
  void (*destroy)(void* state);
  /* The factor on the initial learning rate at `step` = 0 … total-1 (total 0: not known). */
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

SLALOM_EXPORT const slalom_table* slalom_plugin(void);

#ifdef __cplusplus
}
#endif
#endif
