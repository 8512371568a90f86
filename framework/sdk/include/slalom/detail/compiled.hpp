// Slalom's own plugins are many: with SLALOM_COMPILED they declare the longer functions of these headers and link one
// compiled copy (framework/sdk/compiled). All others have them from the headers alone.
#pragma once

#ifdef SLALOM_COMPILED
#define SLALOM_INLINE
#else
#define SLALOM_INLINE inline
#endif
