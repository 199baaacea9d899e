/* SPDX-License-Identifier: MIT */
/* The flag cell of a PWM specifier. */
#ifndef DT_BINDINGS_PWM_PWM_H
#define DT_BINDINGS_PWM_PWM_H

#define PWM_POLARITY_NORMAL   0
#define PWM_POLARITY_INVERTED 1

#endif
