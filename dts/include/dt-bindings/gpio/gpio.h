/* SPDX-License-Identifier: MIT */
/* The flag cell of a GPIO specifier. */
#ifndef DT_BINDINGS_GPIO_GPIO_H
#define DT_BINDINGS_GPIO_GPIO_H

#define GPIO_ACTIVE_HIGH 0
#define GPIO_ACTIVE_LOW  1

#endif
