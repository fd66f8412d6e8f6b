// The C interface of BLAS, from OpenBLAS.
#pragma once
#include <cblas.h>
