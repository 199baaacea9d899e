/* SPDX-License-Identifier: MIT */
/* Codes of keys as Linux numbers them ("linux,code"). */
#ifndef DT_BINDINGS_INPUT_INPUT_H
#define DT_BINDINGS_INPUT_INPUT_H

/* Kinds of events ("linux,input-type"). */
#define EV_KEY 1
#define EV_SW  5

#define KEY_1     2
#define KEY_0     11
#define KEY_ENTER 28
#define KEY_HOME  102
#define KEY_POWER 116

#endif
