// Compiled for its precompiled header alone (SlalomModules.cmake).
