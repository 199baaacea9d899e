/* SPDX-License-Identifier: MIT */
/* Ports of the SC7180 networks on chip at the ends of the IPA's paths; each network counts its own from 0. */
#ifndef DT_BINDINGS_INTERCONNECT_QCOM_SC7180_H
#define DT_BINDINGS_INTERCONNECT_QCOM_SC7180_H

#define MASTER_IPA         5 /* aggre2_noc */
#define SLAVE_EBI1         1 /* mc_virt */
#define SLAVE_IMEM         9 /* system_noc */
#define MASTER_APPSS_PROC  0 /* gem_noc */
#define SLAVE_IPA_CFG     25 /* config_noc */

#endif
