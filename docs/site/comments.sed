# Plain comments before a declaration, and behind one, become Doxygen's.
s#^( *)/\* ([^-])#\1/** \2#
s#([;,{0-9A-Z]) +/\* #\1 /**< #
s#^// ([A-Z])#/// \1#
# Declarations in comments are no HTML.
/^ *\/\/\//s#<(class [A-Za-z]+)>#\\<\1\\>#g
